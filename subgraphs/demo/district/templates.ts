import type { Category, Funding, Grade, InstitutionKind } from '../base/vocabulary.ts';

/** How the units of one sort are made up. */
export interface Style {
  readonly category: Category;
  /** Bodies inside; a small unit has the first ones only. */
  readonly bodies: readonly string[];
  /** Titles of those without a post in the leadership. */
  readonly members: readonly string[];
  readonly duties: readonly string[];
  /** Off-quota staff as a share of the unit's people. */
  readonly offQuota: number;
  /** Share of support workers. */
  readonly workers: number;
}

/** Bodies of law enforcement: those on the special quota work there. */
export const isEnforcementBody = (body: string): boolean => body.includes('执法');

const CIVIL = {
  category: 'ADMINISTRATIVE',
  members: ['工作人员', '干事', '科员'],
  offQuota: 0.08,
  workers: 0.05,
} as const;
const WELFARE = { category: 'PUBLIC_INSTITUTION', offQuota: 0.09, workers: 0 } as const;

/** The styles, by name. */
export const STYLES = {
  party: {
    ...CIVIL,
    bodies: ['办公室', '综合科', '组织指导科', '督查科'],
    duties: [
      '贯彻落实区委决策部署',
      '指导全区相关领域党的建设',
      '组织开展调查研究和督促检查',
      '承担区委交办的其他任务',
    ],
  },
  congress: {
    ...CIVIL,
    bodies: ['办公室', '代表联络科', '法制科'],
    duties: [
      '承办常委会会议和主任会议的会务',
      '联系人大代表，办理代表建议',
      '承担规范性文件备案审查的具体工作',
    ],
  },
  bureau: {
    ...CIVIL,
    bodies: ['办公室', '政策法规科', '规划财务科', '行业管理科', '行政审批科'],
    duties: [
      '贯彻执行国家有关法律法规和方针政策',
      '拟订本行业发展规划并组织实施',
      '负责本行业行政审批和监督管理',
      '统筹本行业人才队伍建设',
      '承担区政府交办的其他任务',
    ],
  },
  enforcement: {
    ...CIVIL,
    bodies: ['办公室', '综合执法大队', '政策法规科', '行业管理科'],
    duties: ['负责本领域行政执法工作', '查处违法行为', '组织开展专项整治', '指导镇（街道）执法工作'],
  },
  legal: {
    ...CIVIL,
    category: 'POLITICAL_LEGAL',
    members: ['干警', '科员', '助理员'],
    bodies: ['办公室', '政治处', '法制科', '业务指导科'],
    duties: ['承担政法工作具体事务', '维护社会治安和公共秩序', '办理行政复议和应诉事项', '加强队伍建设'],
  },
  court: {
    ...CIVIL,
    category: 'POLITICAL_LEGAL',
    members: ['法官', '法官助理', '书记员'],
    bodies: ['办公室', '立案庭', '民事审判庭', '刑事审判庭', '执行局'],
    duties: ['审判法律规定由本院管辖的案件', '执行已经发生法律效力的裁判', '开展司法宣传和调研'],
  },
  procuratorate: {
    ...CIVIL,
    category: 'POLITICAL_LEGAL',
    members: ['检察官', '检察官助理', '书记员'],
    bodies: ['办公室', '第一检察部', '第二检察部', '案件管理室'],
    duties: ['依法行使检察权', '提起公诉和公益诉讼', '开展法律监督'],
  },
  mass: {
    ...CIVIL,
    offQuota: 0,
    bodies: ['办公室', '群众工作部'],
    duties: ['团结联系所属群众', '反映意见建议', '开展公益服务活动'],
  },
  referenced: {
    ...CIVIL,
    category: 'CIVIL_SERVICE_REFERENCED',
    bodies: ['办公室', '业务科', '财务科'],
    duties: ['承担法律法规授权的公共事务管理', '提供公共服务', '开展业务培训'],
  },
  township: {
    ...CIVIL,
    offQuota: 0.1,
    bodies: ['党政综合办公室', '综合行政执法队', '经济发展办公室', '社会事务办公室', '平安法治办公室'],
    duties: [
      '执行上级决定和命令',
      '推动辖区经济社会发展',
      '加强基层治理和公共服务',
      '维护社会稳定',
      '承担综合行政执法事项',
    ],
  },
  service: {
    ...WELFARE,
    members: ['管理员', '技术员', '工程师'],
    bodies: ['综合科', '业务科', '服务科'],
    duties: ['承担本领域公益服务', '提供技术支持和业务保障', '开展数据统计和档案管理'],
  },
  culture: {
    ...WELFARE,
    members: ['馆员', '助理馆员', '管理员'],
    bodies: ['办公室', '活动部', '藏品部'],
    duties: ['开展群众文化服务', '保护和利用文化资源', '组织公益讲座和展览'],
  },
  school: {
    ...WELFARE,
    members: ['教师', '高级教师', '教师', '教师'],
    bodies: ['教务处', '德育处', '总务处', '教科室'],
    duties: ['实施国家规定的教育教学', '加强师资队伍建设', '保障学生安全和健康'],
  },
  hospital: {
    ...WELFARE,
    members: ['医师', '护士', '主治医师', '护师', '药师'],
    bodies: ['办公室', '医务科', '护理部', '公共卫生科'],
    duties: ['提供基本医疗服务', '承担公共卫生任务', '开展医学教育和科研'],
  },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;

/** One sort of unit: name, kind, grade, style, weight in people, funding, name of the unit above it. */
export type Template = readonly [string, InstitutionKind, Grade, StyleName, number, Funding, string];

const PARTY = '中国共产党云溪区委员会';
const CONGRESS = '云溪区人民代表大会';
const GOVERNMENT = '云溪区人民政府';
const CONFERENCE = '中国人民政治协商会议云溪区委员会';

/** The four bodies at the top: they own no posts, their offices do. */
export const ROOTS: readonly Template[] = [
  [PARTY, 'PARTY_ORGAN', 'COUNTY_HEAD', 'party', 0, 'FULL', ''],
  [CONGRESS, 'PEOPLES_CONGRESS', 'COUNTY_HEAD', 'congress', 0, 'FULL', ''],
  [GOVERNMENT, 'ADMINISTRATIVE_ORGAN', 'COUNTY_HEAD', 'bureau', 0, 'FULL', ''],
  [CONFERENCE, 'CONSULTATIVE_CONFERENCE', 'COUNTY_HEAD', 'congress', 0, 'FULL', ''],
];

/** Units that a district has once; the first ones show every kind, so a small district has these. */
export const CORE: readonly Template[] = [
  ['云溪区教育局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 26, 'FULL', GOVERNMENT],
  ['云溪区卫生健康局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 26, 'FULL', GOVERNMENT],
  ['中共云溪区委办公室', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 24, 'FULL', PARTY],
  ['中共云溪区委组织部', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 22, 'FULL', PARTY],
  ['云溪区人大常委会办公室', 'PEOPLES_CONGRESS', 'TOWNSHIP_HEAD', 'congress', 18, 'FULL', CONGRESS],
  ['政协云溪区委员会办公室', 'CONSULTATIVE_CONFERENCE', 'TOWNSHIP_HEAD', 'congress', 16, 'FULL', CONFERENCE],
  ['云溪区监察委员会', 'SUPERVISORY_ORGAN', 'COUNTY_DEPUTY', 'party', 34, 'FULL', PARTY],
  ['云溪区人民法院', 'COURT', 'COUNTY_DEPUTY', 'court', 60, 'FULL', CONGRESS],
  ['云溪区人民检察院', 'PROCURATORATE', 'COUNTY_DEPUTY', 'procuratorate', 44, 'FULL', CONGRESS],
  ['中国民主同盟云溪区委员会', 'DEMOCRATIC_PARTY', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', CONFERENCE],
  ['云溪区总工会', 'MASS_ORGANIZATION', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', PARTY],
  ['云溪区供销合作社联合社', 'REFERENCED_INSTITUTION', 'TOWNSHIP_HEAD', 'referenced', 18, 'FULL', GOVERNMENT],
  ['云溪区图书馆', 'WELFARE_CLASS_ONE', 'SECTION_HEAD', 'culture', 18, 'FULL', GOVERNMENT],
  ['云溪区人民医院', 'WELFARE_CLASS_TWO', 'TOWNSHIP_DEPUTY', 'hospital', 150, 'PARTIAL', '云溪区卫生健康局'],
  ['云溪区市政园林养护中心', 'WELFARE_UNCLASSIFIED', 'SECTION_HEAD', 'service', 24, 'SELF', GOVERNMENT],
  ['云溪区江滨街道办事处', 'DISPATCHED_AGENCY', 'TOWNSHIP_HEAD', 'township', 44, 'FULL', GOVERNMENT],
  ['云溪区溪口镇人民政府', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'township', 44, 'FULL', GOVERNMENT],
  ['云溪区综合行政执法局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'enforcement', 50, 'FULL', GOVERNMENT],
  ['云溪区司法局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'legal', 28, 'FULL', GOVERNMENT],
  ['云溪区实验中学', 'SUBORDINATE_INSTITUTION', 'SECTION_HEAD', 'school', 90, 'FULL', '云溪区教育局'],
  [
    '云溪区疾病预防控制中心',
    'WELFARE_CLASS_ONE',
    'TOWNSHIP_DEPUTY',
    'hospital',
    40,
    'FULL',
    '云溪区卫生健康局',
  ],
  ['云溪区人民政府办公室', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 30, 'FULL', GOVERNMENT],
  ['云溪区财政局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 34, 'FULL', GOVERNMENT],
  ['云溪区人力资源和社会保障局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 30, 'FULL', GOVERNMENT],
  ['共青团云溪区委员会', 'MASS_ORGANIZATION', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', PARTY],
  ['云溪区妇女联合会', 'MASS_ORGANIZATION', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', PARTY],
  [
    '云溪区社会保险事业管理中心',
    'REFERENCED_INSTITUTION',
    'TOWNSHIP_DEPUTY',
    'referenced',
    26,
    'FULL',
    '云溪区人力资源和社会保障局',
  ],
  ['云溪区实验小学', 'SUBORDINATE_INSTITUTION', 'SECTION_HEAD', 'school', 70, 'FULL', '云溪区教育局'],
  ['中共云溪区委宣传部', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 20, 'FULL', PARTY],
  ['中共云溪区委统一战线工作部', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 14, 'FULL', PARTY],
  ['中共云溪区委政法委员会', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 16, 'FULL', PARTY],
  ['中共云溪区委社会工作部', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 12, 'FULL', PARTY],
  ['中共云溪区委机构编制委员会办公室', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 14, 'FULL', PARTY],
  ['中共云溪区委巡察工作领导小组办公室', 'PARTY_ORGAN', 'TOWNSHIP_HEAD', 'party', 12, 'FULL', PARTY],
  ['云溪区发展和改革局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 30, 'FULL', GOVERNMENT],
  ['云溪区经济和信息化局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 26, 'FULL', GOVERNMENT],
  ['云溪区民政局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 20, 'FULL', GOVERNMENT],
  ['云溪区公安局', 'ADMINISTRATIVE_ORGAN', 'COUNTY_DEPUTY', 'legal', 180, 'FULL', GOVERNMENT],
  ['云溪区自然资源和规划局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 32, 'FULL', GOVERNMENT],
  ['云溪区住房和城乡建设局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 30, 'FULL', GOVERNMENT],
  ['云溪区交通运输局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'enforcement', 36, 'FULL', GOVERNMENT],
  ['云溪区农业农村局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 34, 'FULL', GOVERNMENT],
  ['云溪区水务局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 20, 'FULL', GOVERNMENT],
  ['云溪区商务局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 18, 'FULL', GOVERNMENT],
  ['云溪区文化广电旅游体育局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 24, 'FULL', GOVERNMENT],
  ['云溪区退役军人事务局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 14, 'FULL', GOVERNMENT],
  ['云溪区应急管理局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 22, 'FULL', GOVERNMENT],
  ['云溪区审计局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 20, 'FULL', GOVERNMENT],
  ['云溪区市场监督管理局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'enforcement', 80, 'FULL', GOVERNMENT],
  ['云溪区统计局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 14, 'FULL', GOVERNMENT],
  ['云溪区医疗保障局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'bureau', 14, 'FULL', GOVERNMENT],
  ['云溪区信访局', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_DEPUTY', 'bureau', 12, 'FULL', GOVERNMENT],
  ['中国国民党革命委员会云溪区委员会', 'DEMOCRATIC_PARTY', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', CONFERENCE],
  ['云溪区科学技术协会', 'MASS_ORGANIZATION', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', PARTY],
  ['云溪区残疾人联合会', 'MASS_ORGANIZATION', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', PARTY],
  ['云溪区工商业联合会', 'MASS_ORGANIZATION', 'TOWNSHIP_HEAD', 'mass', 0.5, 'FULL', PARTY],
  ['云溪区档案馆', 'REFERENCED_INSTITUTION', 'TOWNSHIP_DEPUTY', 'referenced', 16, 'FULL', PARTY],
  [
    '云溪区机关事务服务中心',
    'REFERENCED_INSTITUTION',
    'TOWNSHIP_DEPUTY',
    'referenced',
    18,
    'FULL',
    GOVERNMENT,
  ],
  ['云溪区文化馆', 'WELFARE_CLASS_ONE', 'SECTION_HEAD', 'culture', 16, 'FULL', '云溪区教育局'],
  ['云溪区博物馆', 'WELFARE_CLASS_ONE', 'SECTION_HEAD', 'culture', 14, 'FULL', GOVERNMENT],
  ['云溪区融媒体中心', 'WELFARE_CLASS_ONE', 'TOWNSHIP_DEPUTY', 'service', 44, 'FULL', PARTY],
  ['云溪区不动产登记服务中心', 'WELFARE_CLASS_ONE', 'SECTION_HEAD', 'service', 26, 'FULL', GOVERNMENT],
  ['云溪区农业技术推广中心', 'WELFARE_CLASS_ONE', 'SECTION_HEAD', 'service', 28, 'FULL', GOVERNMENT],
  ['云溪区中医院', 'WELFARE_CLASS_TWO', 'TOWNSHIP_DEPUTY', 'hospital', 110, 'PARTIAL', '云溪区卫生健康局'],
  ['云溪区职业技术学校', 'WELFARE_CLASS_TWO', 'TOWNSHIP_DEPUTY', 'school', 90, 'PARTIAL', '云溪区教育局'],
  ['云溪区建设工程检测中心', 'WELFARE_UNCLASSIFIED', 'SECTION_HEAD', 'service', 20, 'SELF', GOVERNMENT],
];

/** Units that a district has many of; `{}` stands for the name of a place. */
export const REPEATED: readonly Template[] = [
  ['云溪区{}小学', 'SUBORDINATE_INSTITUTION', 'SECTION_HEAD', 'school', 60, 'FULL', '云溪区教育局'],
  ['云溪区{}镇人民政府', 'ADMINISTRATIVE_ORGAN', 'TOWNSHIP_HEAD', 'township', 56, 'FULL', GOVERNMENT],
  ['云溪区{}初级中学', 'SUBORDINATE_INSTITUTION', 'SECTION_HEAD', 'school', 80, 'FULL', '云溪区教育局'],
  [
    '云溪区{}卫生院',
    'SUBORDINATE_INSTITUTION',
    'SECTION_HEAD',
    'hospital',
    50,
    'PARTIAL',
    '云溪区卫生健康局',
  ],
  ['云溪区{}幼儿园', 'SUBORDINATE_INSTITUTION', 'SECTION_HEAD', 'school', 26, 'FULL', '云溪区教育局'],
  ['云溪区{}街道办事处', 'DISPATCHED_AGENCY', 'TOWNSHIP_HEAD', 'township', 56, 'FULL', GOVERNMENT],
  [
    '云溪区{}社区卫生服务中心',
    'SUBORDINATE_INSTITUTION',
    'SECTION_HEAD',
    'hospital',
    44,
    'PARTIAL',
    '云溪区卫生健康局',
  ],
  ['云溪区{}便民服务中心', 'WELFARE_CLASS_ONE', 'SECTION_HEAD', 'service', 18, 'FULL', GOVERNMENT],
];
