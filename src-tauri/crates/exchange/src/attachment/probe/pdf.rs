//! PDF: opened by a library, so that what is counted can also be printed.

use lopdf::{Document, LoadOptions};

use super::Facts;

/// Against streams that swell when unpacked.
const LARGEST_STREAM: usize = 64 << 20;

/// Opens it.
pub(in super::super) fn open(bytes: &[u8]) -> lopdf::Result<Document> {
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_STREAM), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options)
}

/// Counts the pages.
pub(super) fn pages(bytes: &[u8]) -> Facts<u32> {
    let document = open(bytes).map_err(|_| "读不出来，可能不完整或加了密码")?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err("加了密码，请先另存为不加密的 PDF");
    }
    let pages = document.get_pages();
    if pages.is_empty() || !pages.values().all(|page| document.get_dictionary(*page).is_ok()) {
        return Err("里面没有页，可能不完整");
    }
    u32::try_from(pages.len()).map_err(|_| "页数太多")
}
