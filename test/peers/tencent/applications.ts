import { randomUUID } from 'node:crypto';
import { type Asked, Refusal } from './command.js';
import { addTip, done, notify } from './group-lines.js';
import { type Group, groupNamed, newMember } from './groups.js';
import type { App, Person } from './state.js';
import type { Json } from './wire.js';

/** Somebody wants to come in, or is to be brought in by `from`. */
export interface Application {
  readonly id: string;
  readonly groupId: string;
  readonly from: Person;
  /** Absent: himself. */
  readonly invited?: Person;
  readonly words: string;
  /** Milliseconds, and unlike any other. */
  readonly at: number;
  handled?: { readonly by: Person; readonly agreed: boolean };
}

export const applications = (app: App): Application[] => app.kept('applications', () => []);

const wait = (
  { app }: Asked,
  group: Group,
  one: Omit<Application, 'id' | 'at' | 'groupId'>,
): Application | undefined => {
  const all = applications(app);
  const same = all.find(
    ({ groupId, from, invited, handled }) =>
      groupId === group.id && from === one.from && invited === one.invited && !handled,
  );
  if (same) return undefined;
  const at = Math.max(Date.now(), (all.at(-1)?.at ?? 0) + 1);
  const made: Application = { ...one, id: randomUUID(), groupId: group.id, at };
  all.push(made);
  return made;
};

/** All that run the group are told. */
const tellRunners = (app: App, group: Group, body: Json): void => {
  for (const { person, role } of group.members.values()) if (role !== 'Member') notify(app, group, person, body);
};

export const apply = (asked: Asked, group: Group, words: string): void => {
  const { app, me } = asked;
  const made = wait(asked, group, { from: me, words });
  if (!made) return;
  const body = { ReportType: 1, Operator_Account: me.id, RemarkInfo: words, Authentication: made.id, MsgKey: made.at };
  tellRunners(app, group, body);
};

export const askInvitation = (asked: Asked, group: Group, invited: Person): void => {
  const { app, me } = asked;
  const made = wait(asked, group, { from: me, invited, words: '' });
  if (!made) return;
  const more = { Authentication: made.id, MsgKey: made.at, MemberList_Account: [invited.id] };
  tellRunners(app, group, { ReportType: 23, Operator_Account: me.id, ...more });
};

/** Refuses 10024 where somebody was faster. */
export const answered = (asked: Asked, one: Application | undefined, agreed: boolean, words: string): void => {
  const { app, me } = asked;
  if (!one) throw new Refusal(10_024, 'no such application');
  if (one.handled) throw new Refusal(10_024, 'answered already');
  one.handled = { by: me, agreed };
  const group = groupNamed(app, one.groupId);
  const person = one.invited ?? one.from;
  if (agreed && !group.members.has(person.id)) {
    newMember(app, group, person);
    addTip(app, group, { ...done(asked, 1, [person]) });
  }
  const type = one.invited ? 7 : agreed ? 2 : 3;
  if (agreed || !one.invited)
    notify(app, group, person, { ReportType: type, Operator_Account: me.id, RemarkInfo: words });
};
