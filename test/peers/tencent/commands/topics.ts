import { randomInt } from 'node:crypto';
import { tipsIn } from '../at-tips.js';
import { type Asked, type Commands, Refusal } from '../command.js';
import { done, lastLine, lineWire, notify, placeIds, tellPassing } from '../group-lines.js';
import { checkRight } from '../group-rights.js';
import { type Group, groupNamed, type Member, ownPlace } from '../groups.js';
import { TOPIC, topicIn } from '../topics.js';
import { type Json, text, texts } from '../wire.js';

/** Bytes. */
const LONGEST: Readonly<Record<string, number>> = {
  ...{ TopicName: 150, Introduction: 400, Notification: 400, FaceUrl: 500 },
  CustomString: 3_000,
};
const FACE = Object.keys(LONGEST);
/** What a tip calls it. */
const TOLD: Readonly<Record<string, string>> = {
  Introduction: 'TopicIntroduction',
  Notification: 'TopicNotification',
  FaceUrl: 'TopicFaceUrl',
};

const checkFace = (body: Json): void => {
  for (const [name, most] of Object.entries(LONGEST))
    if (Buffer.byteLength(text(body, name)) > most) throw new Refusal(10_004, `${name} is longer than ${most} bytes`);
};

/** Refuses 10004 where it was not made for topics. */
const communityOf = ({ app, body }: Asked): { readonly community: Group; readonly topics: Map<string, Group> } => {
  const community = groupNamed(app, text(body, 'GroupId'));
  if (!community.topics) throw new Refusal(10_004, 'this group has no topics');
  return { community, topics: community.topics };
};

/** To all who are in it, on all devices but the one that asked. */
const tell = ({ app, connection }: Asked, topic: Group, body: Json): void => {
  for (const { person } of topic.members.values()) notify(app, topic, person, body, connection);
};

const create = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const { community, topics } = communityOf(asked);
  checkRight(asked, community, 'topics');
  checkFace(body);
  if (!text(body, 'TopicName')) throw new Refusal(10_004, 'a topic has a name');
  const id = text(body, 'TopicId') || `${community.id}${TOPIC}${randomInt(2 ** 40).toString(36)}`;
  if (!id.startsWith(`${community.id}${TOPIC}`)) throw new Refusal(10_004, 'the id is not of this community');
  if (topics.has(id)) throw new Refusal(10_021, 'the id is taken');
  const face = new Map<string, unknown>(FACE.map((name) => [name, text(body, name)]));
  topics.set(id, {
    ...{ id, type: 'Community', within: community, face, fields: new Map(), members: new Map(), lines: [] },
    ...{ created: app.now(), ownerId: me.id, mutedAll: false, next: 1 },
  });
  tell(asked, topicIn(app, community, id), { ReportType: 17, Operator_Account: me.id });
  return { TopicId: id };
};

const destroy = (asked: Asked): Json => {
  const { app, body } = asked;
  const { community, topics } = communityOf(asked);
  checkRight(asked, community, 'topics');
  const named = texts(body, 'TopicIdList');
  const results = (named.length > 0 ? named : [...topics.keys()]).map((TopicId) => {
    if (!topics.has(TopicId)) return { TopicId, ErrorCode: 10_015, ErrorInfo: 'no such topic' };
    const topic = topicIn(app, community, TopicId);
    topics.delete(TopicId);
    tell(asked, topic, { ReportType: 18, Operator_Account: asked.me.id, TopicIdArray: [TopicId] });
    return { TopicId, ErrorCode: 0, ErrorInfo: '' };
  });
  return { DestroyResultItem: results };
};

const modify = (asked: Asked): Json => {
  const { app, body, connection } = asked;
  const { community } = communityOf(asked);
  checkRight(asked, community, 'topics');
  checkFace(body);
  const topic = topicIn(app, community, text(body, 'TopicId'));
  if (body.TopicName === '') throw new Refusal(10_004, 'a topic has a name');
  const news: Record<string, unknown> = {};
  for (const name of FACE) {
    if (typeof body[name] !== 'string' || topic.face.get(name) === body[name]) continue;
    topic.face.set(name, body[name]);
    news[TOLD[name] ?? name] = body[name];
  }
  if (Object.keys(news).length > 0) tellPassing(app, topic, done(asked, 8, [], { MsgTopicNewInfo: news }), connection);
  return {};
};

const lastOf = (topic: Group, own: Member): Json => {
  const line = lastLine(topic, own);
  if (!line) return {};
  const { MsgSeq: LastMsgSeq, ...wire } = lineWire(topic, line);
  return { LastMsg: { ...wire, LastMsgSeq } };
};

const topicWire = (asked: Asked, topic: Group): Json => {
  const own = ownPlace(asked, topic);
  const uncounted = topic.lines.filter((line) => line.uncounted || line.recalled);
  return {
    TopicInfo: {
      ...placeIds(topic),
      ...Object.fromEntries(topic.face),
      ...{ NextMsgSeq: topic.next, CreateTime: topic.created, ShutUpAllFlag: topic.mutedAll ? 1 : 0 },
      ...lastOf(topic, own),
      AtInfoList: tipsIn(asked.me, topic.id),
    },
    SelfInfo: {
      MsgSeq: own.read,
      MsgFlag: own.remind,
      ShutUpTime: 0,
      NoUnreadSeqList: uncounted.map(({ seq }) => seq),
    },
    ...{ ErrorCode: 0, ErrorInfo: '' },
  };
};

const read = (asked: Asked): Json => {
  const { app, body } = asked;
  const { community, topics } = communityOf(asked);
  ownPlace(asked, community);
  const named = texts(body, 'TopicIdList');
  return {
    TopicAndSelfInfo: (named.length > 0 ? named : [...topics.keys()]).map((id) =>
      topics.has(id)
        ? topicWire(asked, topicIn(app, community, id))
        : { TopicInfo: { TopicId: id }, ErrorCode: 10_015, ErrorInfo: 'no such topic' },
    ),
  };
};

export const commands: Commands = {
  'million_group_open_http_svc.create_topic': create,
  'million_group_open_http_svc.destroy_topic': destroy,
  'million_group_open_http_svc.modify_topic': modify,
  'million_group_open_http_svc.get_topic': read,
};
