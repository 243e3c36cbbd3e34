// Small true PDFs with Chinese text, for pages to preview. The fonts are not embedded, as in other people's scans.
import type { Pdf } from '../src/api/types';

const hex = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');

/** Writes a PDF: one page for each list of lines, the first line large. */
export function fakePdf(title: string, pages: string[][], findings: string[] = []): Pdf {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${String(pages.length)}/Kids[${pages.map((_, index) => `${String(6 + 2 * index)} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ];
  for (const [index, lines] of pages.entries()) {
    const drawn = lines.map((line, at) => `/F ${at === 0 ? '22' : '12'} Tf 1 0 0 1 70 ${String(at === 0 ? 750 : 725 - 24 * at)} Tm <${hex(line)}> Tj`);
    const content = `BT ${drawn.join('\n')}\n/F 9 Tf 1 0 0 1 280 40 Tm <${hex(`— ${String(index + 1)} —`)}> Tj ET 0.5 w 60 735 475 0.5 re f`;
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${String(7 + 2 * index)} 0 R>>`,
      `<</Length ${String(content.length)}>>stream\n${content}\nendstream`,
    );
  }
  let file = '%PDF-1.5\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  const all = `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${String(file.length)}\n%%EOF`;
  return { title, base64: btoa(all), pages: pages.length, findings };
}
