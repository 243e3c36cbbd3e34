// What the pages of training records say.

export const text = {
  list: {
    noun: '培训',
    search: '培训内容、授课人、地点、参训人员',
    empty: '把培训台账从Excel导入，以人名为列的表也认得；新的培训点“新增”登记参训人员和课时。',
  },
  form: {
    noun: '培训',
    session: '培训情况',
    people: '签到',
  },
};
