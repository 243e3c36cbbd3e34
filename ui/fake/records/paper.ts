/** A scanned page to look at, drawn where there is something to draw on; else the smallest picture there is. */
export function paper(title: string): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1240, height: 1754 });
  const pen = canvas.getContext('2d');
  if (pen === null) return 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
  pen.fillStyle = '#fdfcf8';
  pen.fillRect(0, 0, 1240, 1754);
  pen.strokeStyle = '#9b2c2c';
  pen.strokeRect(80, 80, 1080, 1594);
  pen.fillStyle = '#222222';
  pen.textAlign = 'center';
  pen.font = '64px sans-serif';
  pen.fillText(title, 620, 260);
  pen.font = '34px sans-serif';
  for (let line = 0; line < 14; line += 1) pen.fillText('潼川县烟草专卖局  样张  请勿当真', 620, 420 + line * 80);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
}
