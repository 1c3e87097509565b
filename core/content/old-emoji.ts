import type { OldEmoji } from './emoji.js';

/** Bracket names as WeChat, QQ and Tencent's older kits write them, and what people see today. */
const NAMES =
  '微笑🙂 撇嘴😟 色😍 发呆😳 得意😎 流泪😭 害羞☺️ 闭嘴🤐 睡😴 大哭😭 尴尬😅 发怒😡 调皮😜 呲牙😁 惊讶😮 难过🙁 酷😎 冷汗😰 抓狂😫 吐🤮 偷笑🤭 愉快😊 白眼🙄 ' +
  '傲慢😤 困🥱 惊恐😱 流汗😓 憨笑😄 悠闲😌 奋斗💪 咒骂🤬 疑问❓ 嘘🤫 晕😵 衰😩 骷髅💀 敲打🔨 再见👋 擦汗😅 鼓掌👏 坏笑😏 哈欠🥱 鄙视😒 委屈🥺 阴险😈 亲亲😘 ' +
  '可怜🥺 菜刀🔪 西瓜🍉 啤酒🍺 咖啡☕ 猪头🐷 玫瑰🌹 凋谢🥀 嘴唇💋 爱心❤️ 心碎💔 蛋糕🎂 炸弹💣 便便💩 月亮🌙 太阳☀️ 拥抱🤗 强👍 弱👎 握手🤝 胜利✌️ 抱拳🙏 拳头✊ ' +
  'OK👌 礼物🎁 红包🧧 烟花🎆 爆竹🧨 笑脸😄 生病😷 破涕为笑😂 吐舌😝 合十🙏 庆祝🎉 加油💪 汗😓 捂脸🤦 机智😏 耶✌️ 打脸🤕 天啊😱 社会社会😎';

/** SoftBank's private-use code points, as phones before Unicode 6 sent them: the faces, hands and hearts. */
const CODE_POINTS =
  'E001👦 E002👧 E003💋 E004👨 E005👩 E00D👊 E00E👍 E00F☝️ E010✊ E011✌️ E012✋ E022❤️ E023💔 E034💍 E035💎 E048⛄ E049☁️ E04A☀️ E04B☔ E04C🌙 E04E👼 E04F🐱 ' +
  'E056😊 E057😃 E058😞 E059😠 E05A💩 E105😜 E106😍 E107😱 E108😓 E10C👽 E10D🎈 E110🍀 E112🎁 E11A👿 E11C💀 E11D🔥 E14C💪 E22E👆 E22F👇 E230👈 E231👉 E304🌷 ' +
  'E310🎈 E312🎉 E326🎶 E327💓 E328💗 E329💘 E32A💙 E32B💚 E32C💛 E32D💜 E335🌟 E34B🎂 E401😥 E402😏 E403😔 E404😁 E405😉 E406😣 E407😖 E408😪 E409😝 E40A😌 ' +
  'E40B😨 E40C😷 E40D😳 E40E😒 E40F😰 E410😲 E411😭 E412😂 E413😢 E414☺️ E415😄 E416😡 E417😚 E418😘 E41D🙏 E41E👋 E41F👏 E420👌 E421👎 E428🙌';

const split = (words: string, pattern: RegExp): (readonly [string, string])[] =>
  words.split(' ').map((word) => {
    const [, name = '', emoji = ''] = pattern.exec(word) ?? [];
    return [name, emoji];
  });

let table: OldEmoji | undefined;

export const oldEmoji = (): OldEmoji =>
  (table ??= {
    names: new Map(split(NAMES, /^([\p{Script=Han}A-Z]+)(.+)$/u)),
    codePoints: new Map(
      split(CODE_POINTS, /^([\dA-F]{4})(.+)$/).map(([hex, emoji]) => [Number.parseInt(hex, 16), emoji]),
    ),
  });
