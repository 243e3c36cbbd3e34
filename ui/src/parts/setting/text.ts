// What the settings say.
export const words = {
  title: '设置',
  kept: '改了就生效，不用保存；“单位”除外。',
  display: {
    title: '显示',
    size: '文字大小',
    percent: (percent: number) => `${String(percent)}%`,
    sample: '零售户 619999110000 潼川县太要镇解放路139号',
  },
  lock: {
    title: '自动锁定',
    label: '离开多久后锁定',
    minutes: (minutes: number) => `${String(minutes)} 分钟`,
    hint: '没有按键、没有动鼠标就算离开；正在导入、备份时不锁。随时可按 Ctrl+L 锁定。',
  },
  print: {
    title: '打印位置',
    right: '向右（毫米）',
    down: '向下（毫米）',
    hint: '打印偏了才需要调：印一张校准页，量出差多少毫米填在这里。向左、向上填负数，可以有一位小数。',
    bad: '请填 -20 到 20 之间的毫米数，例如 1.5。',
    page: '看校准页',
  },
  second: {
    title: '第二备份位置',
    label: '另存一份备份到',
    none: '没有设置，备份只在档案文件夹里',
    choose: '选择文件夹…',
    clear: '不用了',
    pick: '选择第二备份位置（移动硬盘或另一个盘）',
    hint: '最好是移动硬盘或另一块盘：电脑坏了，这一份还在。',
  },
  bureau: {
    title: '单位',
    code: '行政区划代码',
    stream: '数据包编号',
    name: '单位名称',
    short: '简称',
    shortHint: '印在案卷编号、表头里，例如：潼川县局',
    save: '保存单位',
    mayNot: '只有系统管理员能改单位名称。',
  },
} as const;
