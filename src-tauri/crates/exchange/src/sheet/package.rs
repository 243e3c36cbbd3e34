//! The zip around a workbook: is it an `.xlsx` at all, is it whole, is it bounded. It must not read cells.
