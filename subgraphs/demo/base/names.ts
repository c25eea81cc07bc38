import type { Random } from './random.ts';

/** The commonest surnames, most frequent first, each with its share of the population in 1/100 %. Source: 公安部户政局, 2020, rounded. */
const SURNAMES =
  '王715 李719 张676 刘538 陈453 杨308 黄229 赵207 吴205 周202 徐152 孙150 马131 朱130 胡129 郭116 何110 林113 高103 罗98 郑96 梁93 谢84 宋84 唐74 许73 韩69 邓68 冯68 曹67 彭65 曾64 肖61 田58 董57 潘56 袁55 蔡54 蒋54 余53 于50 杜49 叶49 程48 魏47 苏47 吕46 丁45 任44 卢43 姚42 沈41 钟41 姜40 崔39 谭39 陆37 范37 汪37 廖36 石35 金35 韦34 贾34 夏34 付33 方33 邹32 熊31 白31 孟30 秦30 邱29 侯29 江29 尹28 薛28 闫27 段27 雷26 龙25 黎25 史24 陶24 贺24 毛23 郝23 顾22 龚22 邵22 万21 覃21 武20 钱20 戴20 严19 欧阳8 诸葛2 司马2'
    .split(' ')
    .map((entry) => ({ surname: entry.replace(/\d+/, ''), weight: Number(entry.replace(/\D+/, '')) }));

/** The surnames as often as their weight says, so that one draw gives one. */
const SURNAME_URN = SURNAMES.flatMap(({ surname, weight }) => Array.from({ length: weight }, () => surname));

const MEN = [
  ...'伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁峰龙洋晨翔林海东文建国志立永成祥德宏瑞泽轩昊然博毅',
];
const WOMEN = [
  ...'芳娜敏静丽艳娟霞秀燕玲桂英红梅琳雪颖慧倩婷雯洁莹蓉岚薇瑶怡欣悦佳琪妍萍华云月春兰凤珍淑惠晓雨晴诗涵梦',
];

const ETHNICITIES: readonly string[] = [...Array.from({ length: 57 }, () => '汉族'), '畲族', '回族', '苗族'];

/** A full name; names repeat as they do in reality. */
export const fullName = (chance: Random, sex: 'MALE' | 'FEMALE'): string => {
  const given = sex === 'MALE' ? MEN : WOMEN;
  const second = chance.chance(0.78) ? chance.pick(given) : '';
  return `${chance.pick(SURNAME_URN)}${chance.pick(given)}${second}`;
};

export const ethnicity = (chance: Random): string => chance.pick(ETHNICITIES);
