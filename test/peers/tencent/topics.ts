import { type Asked, Refusal } from './command.js';
import { type Group, groupNamed, newMember } from './groups.js';
import type { App } from './state.js';
import { text } from './wire.js';

/** Between the id of a community and the name of one of its topics. */
export const TOPIC = '@TOPIC#_';

/** Who is in the community is in all of its topics, with a reading place of his own in each. */
const seat = (app: App, topic: Group): void => {
  const all = topic.within?.members ?? new Map();
  for (const id of topic.members.keys()) if (!all.has(id)) topic.members.delete(id);
  for (const { person, role, mutedUntil } of all.values()) {
    const own = topic.members.get(person.id) ?? { ...newMember(app, topic, person), remind: '' };
    topic.members.set(person.id, Object.assign(own, { role, mutedUntil }));
  }
};

/** Refuses 10015. */
export const topicIn = (app: App, community: Group, id: string): Group => {
  const topic = community.topics?.get(id);
  if (!topic) throw new Refusal(10_015, 'no such topic');
  seat(app, topic);
  return topic;
};

/** The topic that a request names, or the group. */
export const placeNamed = ({ app, body }: Asked): Group => {
  const group = groupNamed(app, text(body, 'GroupId'));
  const topic = text(body, 'TopicId');
  return topic ? topicIn(app, group, topic) : group;
};
