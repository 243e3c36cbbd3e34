// What the page of files that may be of one retailer says.

export const text = {
  title: '疑似重复',
  intro: '身份证号、户名、地址或电话相同的两户并排核对：是同一户就合并，不是就记住，以后不再提示。',
  back: '回到零售户',
  none: '没有疑似重复的零售户。',
  label: '疑似重复的零售户',
  columns: { one: '先建的一户', other: '后建的一户', why: '相同之处', act: '操作' },
  look: '并排核对',
  lookOf: (one: string, other: string) => `并排核对：${one} 与 ${other}`,
  apart: '不是同一户',
  apartOf: (one: string, other: string) => `不是同一户：${one} 与 ${other}`,
  remembered: (one: string, other: string) => `已记住：“${one}”与“${other}”不是同一户。`,
  beside: {
    title: '并排核对',
    kept: '保留这一户',
    away: '并入后作废',
    field: '栏目',
    choose: (field: string, value: string) => `${field}采用：${value}`,
    blank: '（空）',
    taken: '补入',
    swap: '换一边保留',
    merge: '合并成一户',
    close: '先不合并',
    both: (titles: string) => `两户都有的附件：${titles}。并入的一份另列题名“（并入）”，原件都不改动。`,
    note: '另一户的许可证、许可事项、检查、案件、12313、附件全部移到保留的一户；合并是一步操作，可以整体撤销。',
  },
};
