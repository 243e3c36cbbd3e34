// Draws a chart on a canvas with the few parts of ECharts that are used. Loaded last of all.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Chart } from '../../api/types';
import { words as said } from './text';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Told apart in grey as well: dark, light, middle. */
const COLOURS = ['#1f5c99', '#9cc3e6', '#8f5700', '#e3b565', '#4f5661', '#c9ced6'];
const INK = '#3d4047';
const LINE = '#d8dce2';

/** A chart that is drawn. */
export interface Plot {
  show: (chart: Chart) => void;
  fit: () => void;
  end: () => void;
}

/** Months run from left to right, as time does. */
const isMonth = (label: string) => label.endsWith(said.chart.month);

/** Names that would not fit side by side lie below each other; so do shares, which read better than slices of a pie. */
const lies = (chart: Chart) => chart.kind === 'share' || chart.kind === 'bar' && chart.labels.length > 5 && !chart.labels.every(isMonth);

/** How high a chart is, in rem. */
export const heightOf = (chart: Chart): number => (lies(chart) ? Math.max(chart.kind === 'share' ? 9 : 13, 2.5 + chart.labels.length * 1.5) : 14);

/** Draws into an element; `open` is called with the label of what was clicked. */
export function plotIn(box: HTMLElement, open: (label: string) => void): Plot {
  const drawn = init(box, null, { renderer: 'canvas' });
  drawn.on('click', ({ name }) => { open(name); });
  return {
    show: (chart) => {
      drawn.resize();
      drawn.setOption(options(chart, parseFloat(getComputedStyle(document.documentElement).fontSize) || 14), true);
    },
    fit: () => { drawn.resize(); },
    end: () => { drawn.dispose(); },
  };
}

function options(chart: Chart, rem: number): EChartsCoreOption {
  const words = { fontSize: rem * 0.93, fontFamily: getComputedStyle(document.body).fontFamily, color: INK };
  const many = chart.series.length > 1;
  return {
    animation: false,
    color: COLOURS,
    textStyle: words,
    // Patterns beside colours, where colours tell things apart.
    aria: { enabled: true, label: { enabled: false }, decal: { show: many && chart.kind !== 'line' } },
    // As text on the canvas: markup in a tooltip would need styles our content policy forbids.
    tooltip: { renderMode: 'richText', trigger: 'axis', textStyle: words, axisPointer: { type: chart.kind === 'line' ? 'line' : 'shadow' } },
    legend: many ? { top: 0, right: 0, textStyle: words, itemWidth: rem * 1.6 } : { show: false },
    ...axes(chart, words, rem, many),
  };
}

type Words = { fontSize: number; fontFamily: string; color: string };

/** What stands at a bar: its number, of a share also its part of the whole. */
function valueOf(chart: Chart): (bar: { value: number }) => string {
  if (chart.kind !== 'share') return ({ value }) => String(value);
  const whole = chart.series[0]?.values.reduce((sum, value) => sum + value, 0) ?? 0;
  return ({ value }) => (whole > 0 ? `${String(value)}（${((value / whole) * 100).toFixed(1)}%）` : String(value));
}

/** A month by its number alone; the year below where it begins, unless the next label has one too and there is no room. */
function monthOf(labels: readonly string[]): (label: string, index: number) => string {
  return (label, index) => {
    const [year = '', month] = label.replace(said.chart.month, '').split(said.chart.year);
    if (month === undefined) return label.replace(said.chart.month, '');
    return labels[index + 1]?.includes(said.chart.year) === true ? month : `${month}\n${year}`;
  };
}

function axes(chart: Chart, words: Words, rem: number, many: boolean): EChartsCoreOption {
  const lying = lies(chart);
  const months = chart.labels.every(isMonth);
  const names = {
    type: 'category',
    data: chart.labels,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { ...words, ...(months ? { formatter: monthOf(chart.labels) } : {}), interval: 0 },
  };
  const numbers = {
    type: 'value',
    minInterval: 1,
    name: lying ? '' : chart.unit,
    nameTextStyle: { ...words, align: 'right' },
    axisLabel: words,
    splitLine: { lineStyle: { color: LINE } },
  };
  return {
    grid: { left: rem * 0.5, right: chart.kind === 'share' ? rem * 8 : lying ? rem * 3 : rem, top: lying ? rem * 0.5 : rem * 2.4, bottom: rem * 0.5, containLabel: true },
    xAxis: lying ? { ...numbers, show: false } : names,
    yAxis: lying ? names : numbers,
    series: chart.series.map((series, index) => ({
      name: series.name,
      type: chart.kind === 'line' ? 'line' : 'bar',
      data: series.values,
      symbol: ['circle', 'rect', 'triangle'][index % 3],
      symbolSize: rem * 0.5,
      lineStyle: { width: 2, type: index === 0 ? 'solid' : 'dashed' },
      barMaxWidth: rem * 1.6,
      label: { ...words, show: chart.kind !== 'line' && !many, formatter: valueOf(chart), position: lying ? 'right' : 'top' },
    })),
  };
}
