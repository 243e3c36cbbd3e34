// The encodings of GB 2312, GBK, GB 18030 and Unicode text in PDFs, as pdf.js ships them.
import adobeGb1 from 'pdfjs-dist/cmaps/Adobe-GB1-UCS2.bcmap?url&inline';
import gbEucH from 'pdfjs-dist/cmaps/GB-EUC-H.bcmap?url&inline';
import gbEucV from 'pdfjs-dist/cmaps/GB-EUC-V.bcmap?url&inline';
import gbk2kH from 'pdfjs-dist/cmaps/GBK2K-H.bcmap?url&inline';
import gbk2kV from 'pdfjs-dist/cmaps/GBK2K-V.bcmap?url&inline';
import gbkEucH from 'pdfjs-dist/cmaps/GBK-EUC-H.bcmap?url&inline';
import gbkEucV from 'pdfjs-dist/cmaps/GBK-EUC-V.bcmap?url&inline';
import gbkpEucH from 'pdfjs-dist/cmaps/GBKp-EUC-H.bcmap?url&inline';
import gbkpEucV from 'pdfjs-dist/cmaps/GBKp-EUC-V.bcmap?url&inline';
import uniGbUcs2H from 'pdfjs-dist/cmaps/UniGB-UCS2-H.bcmap?url&inline';
import uniGbUcs2V from 'pdfjs-dist/cmaps/UniGB-UCS2-V.bcmap?url&inline';
import uniGbUtf16H from 'pdfjs-dist/cmaps/UniGB-UTF16-H.bcmap?url&inline';
import uniGbUtf16V from 'pdfjs-dist/cmaps/UniGB-UTF16-V.bcmap?url&inline';

/** Name of an encoding -> data: URL of it. */
export const encodings: Readonly<Record<string, string>> = {
  'Adobe-GB1-UCS2': adobeGb1,
  'GB-EUC-H': gbEucH,
  'GB-EUC-V': gbEucV,
  'GBK2K-H': gbk2kH,
  'GBK2K-V': gbk2kV,
  'GBK-EUC-H': gbkEucH,
  'GBK-EUC-V': gbkEucV,
  'GBKp-EUC-H': gbkpEucH,
  'GBKp-EUC-V': gbkpEucV,
  'UniGB-UCS2-H': uniGbUcs2H,
  'UniGB-UCS2-V': uniGbUcs2V,
  'UniGB-UTF16-H': uniGbUtf16H,
  'UniGB-UTF16-V': uniGbUtf16V,
};
