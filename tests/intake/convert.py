"""One workbook in the other formats, written by other programs than ours."""

import datetime as dt
from html import escape
from pathlib import Path

import openpyxl
import xlwt
from odf import opendocument, table, text
from openpyxl.worksheet.worksheet import Worksheet

DAY, MOMENT = (xlwt.easyxf(num_format_str=one) for one in ("yyyy/m/d", "yyyy-mm-dd hh:mm"))


def without_formulas(path: Path) -> Path:
    """No other format can be given a formula without its result."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.value = None
    book.save(path)
    return path


def _spans(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Of merged cells: how many rows and columns they take."""
    return {
        (one.min_row, one.min_col): (one.max_row - one.min_row + 1, one.max_col - one.min_col + 1)
        for one in sheet.merged_cells.ranges
    }


def xls(path: Path, source: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    for given in openpyxl.load_workbook(source):
        sheet = book.add_sheet(given.title)
        spans = _spans(given)
        for row in given.iter_rows():
            for cell in row:
                at = (cell.row - 1, cell.column - 1)
                if cell.value is None:
                    continue
                style = {dt.datetime: MOMENT, dt.date: DAY}.get(type(cell.value), xlwt.Style.default_style)
                if isinstance(cell.value, dt.datetime) and cell.number_format.lower() == "yyyy-mm-dd":
                    style = DAY
                if (cell.row, cell.column) in spans:
                    high, wide = spans[cell.row, cell.column]
                    sheet.write_merge(at[0], at[0] + high - 1, at[1], at[1] + wide - 1, cell.value, style)
                else:
                    sheet.write(*at, cell.value, style)
    book.save(str(path))
    return path


def ods(path: Path, source: Path) -> Path:
    book = opendocument.OpenDocumentSpreadsheet()
    for given in openpyxl.load_workbook(source):
        sheet = table.Table(name=given.title)
        spans = _spans(given)
        for row in given.iter_rows():
            line = table.TableRow()
            for cell in row:
                line.addElement(_odf_cell(cell.value, spans.get((cell.row, cell.column)), cell.number_format))
            line.addElement(table.TableCell(numbercolumnsrepeated=16384 - len(row)))
            sheet.addElement(line)
        empty = table.TableRow(numberrowsrepeated=1048576 - given.max_row)
        empty.addElement(table.TableCell(numbercolumnsrepeated=16384))
        sheet.addElement(empty)
        book.spreadsheet.addElement(sheet)
    book.save(str(path))
    return path


def _odf_cell(value: object, span: tuple[int, int] | None, shown: str) -> table.TableCell:
    more = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
    if value is None:
        return table.TableCell(**more)
    if isinstance(value, bool):
        cell = table.TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **more)
    elif isinstance(value, int | float):
        cell = table.TableCell(valuetype="float", value=value, **more)
    elif isinstance(value, dt.datetime):
        day = shown.lower() == "yyyy-mm-dd"
        written = value.date().isoformat() if day else value.isoformat()
        cell = table.TableCell(valuetype="date", datevalue=written, **more)
    else:
        cell = table.TableCell(valuetype="string", **more)
    for line in str(value).split("\n"):
        cell.addElement(text.P(text=line))
    return cell


def page(path: Path, source: Path, encoding: str = "gb18030") -> Path:
    """As systems of companies export: a page with the ending of a workbook."""
    found = [f'<html><head><meta charset="{encoding}"><style>td {{ color: red }}</style></head><body>']
    for given in openpyxl.load_workbook(source):
        spans, covered = _spans(given), set[tuple[int, int]]()
        for (row, column), (high, wide) in spans.items():
            covered |= {(row + m, column + n) for m in range(high) for n in range(wide) if m or n}
        found.append("<table border=1>")
        for row in given.iter_rows():
            found.append("<tr>")
            for cell in row:
                if (cell.row, cell.column) in covered:
                    continue
                high, wide = spans.get((cell.row, cell.column), (1, 1))
                value = "" if cell.value is None else escape(str(cell.value)).replace("\n", "<br>")
                found.append(f'<td rowspan="{high}" colspan={wide}>{value or "&nbsp;"}')
            found.append("</tr>")
        found.append("</table>")
    path.write_bytes("\n".join(found).encode(encoding))
    return path
