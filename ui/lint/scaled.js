// Element Plus measures in pixels, as if all eyes were young: here its sheets are read in rem, 14 px to one,
// so that everything grows with the text size of the clerk. Hairlines and widths of windows stay as they are.

/**
 * Gives a style sheet in rem.
 * @param {string} css
 * @returns {string}
 */
export function inRem(css) {
  return css.replace(/@media[^{]*\{|(?<![\w.])(\d*\.?\d+)px/g, (all, size) => {
    const pixels = Number(size);
    return size === undefined || pixels <= 2 || pixels > 2000 ? all : `${String(Math.round((pixels / 14) * 1e4) / 1e4)}rem`;
  });
}

/**
 * The step of the build that does it.
 * @returns {import('vite').Plugin}
 */
export function scaled() {
  return {
    name: 'scaled',
    enforce: 'pre',
    transform: {
      filter: { id: /element-plus\/theme-chalk\/.*\.css/ },
      handler: (css) => inRem(css),
    },
  };
}
