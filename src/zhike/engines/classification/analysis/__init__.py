"""The dashboard 客户分析: each card is one statement over what the reader may see, kept for as long as it is worth."""
