"""Which rows of a table are the same: a probability for each pair, with its reasons. Plain Python over NumPy.

The model is that of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969): how well two values of a column
agree is a *level*; a level weighs log2(m / u), where m is how often records of the same show it and u how often others
do. The weights of the columns add up. Both are learned from the table itself, without labels (`learn`).

`table` columns with their roles, in normal form · `roles` what a column can be · `likeness` levels of agreement ·
`keys` which pairs are worth comparing · `learn` m and u · `model` weights, probabilities, reasons · `groups` of pairs
"""
