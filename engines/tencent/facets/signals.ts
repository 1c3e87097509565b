import type { CallOptions, SignalFacet } from '../../../core/engine/index.js';
import {
  type Content,
  type ConversationId,
  ImError,
  invalid,
  kindOf,
  type Message,
  type UserId,
  type WireContent,
} from '../../../core/model/index.js';
import { writeContent } from '../content/codec.js';
import { type Invitation, withReplies } from '../content/signal.js';
import { checkConversation } from '../guard.js';
import { held, missing, notRecalled } from '../held.js';
import { targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { readMessage } from '../messages.js';
import { ring } from '../ringing.js';
import { Sending } from '../sending.js';

const MOST_INVITEES = 50;
const MOST_SECONDS = 600;
const SECONDS = 30;
const MOST_DATA = 4_096;
/** How often somebody else may come first. */
const TRIES = 5;

const checkData = (data: string | undefined): void => {
  if (data !== undefined && data.length > MOST_DATA)
    throw new ImError('too-large', {
      field: 'data',
      limit: MOST_DATA,
      message: `data: at most ${MOST_DATA} characters`,
    });
};

const guestsOf = (id: ConversationId, self: UserId, named: readonly UserId[] | undefined): UserId[] => {
  if (kindOf(id) === 'direct') {
    const { to } = targetFor(id);
    if (named?.some((one) => one !== to)) throw invalid('invitees', 'only the other one of a direct conversation');
    return [to];
  }
  const guests = [...new Set(named ?? [])];
  if (guests.length === 0 || guests.length > MOST_INVITEES) throw invalid('invitees', 'must name 1 to 50 members');
  if (guests.includes(self)) throw invalid('invitees', 'must not name the inviter');
  return guests;
};

const ended = (latest: Invitation): ImError =>
  new ImError('conflict', { field: 'message', latest, message: 'message: the invitation has ended' });
const notYours = (): ImError =>
  new ImError('forbidden', { field: 'message', message: 'message: the invitation is not yours' });

/** What becomes of it; the same content where there is nothing to do. */
type Step = (content: Invitation, now: number) => Invitation;

/** An invitation is a message that those who take part change, each from what stood before. */
const change = async (
  link: Link,
  message: Message,
  step: Step,
  options?: CallOptions,
  tries = TRIES,
): Promise<void> => {
  const old = notRecalled(await held(link, message, options));
  const read = readMessage(old, link.self(), link.now());
  if (!read) throw missing();
  if (read.content.kind !== 'signal') throw invalid('message', 'is no invitation');
  const before = read.content as Invitation;
  const now = step(before, link.now());
  if (now === before) return;
  const { until, ...rest } = now;
  const { type, payload } = writeContent({ ...rest, seconds: (until - read.sentAt) / 1000 } as WireContent);
  const next = { ...old, type, payload, _elements: [{ type, content: payload }] };
  try {
    await link.call((sdk) => sdk.modifyMessage(next), options);
  } catch (error) {
    if (!(error instanceof ImError) || error.code !== 'conflict' || tries <= 1) throw error;
    await change(link, message, step, options, tries - 1);
  }
};

const checkGuests = async (link: Link, id: ConversationId, guests: readonly UserId[], options?: CallOptions) => {
  if (kindOf(id) === 'direct') return;
  const query = { groupID: targetFor(id).to, userIDList: [...guests] };
  const { memberList } = await link.call((sdk) => sdk.getGroupMemberProfile(query), options);
  const found = new Set(memberList.map(({ userID }) => userID));
  if (!guests.every((one) => found.has(one)))
    throw new ImError('forbidden', { field: 'invitees', message: 'invitees: only members' });
};

export const signalFacet = (link: Link): SignalFacet => {
  const sending = new Sending(link, () => undefined);
  return {
    async invite({ clientId, conversationId, invitees, data, seconds = SECONDS }, options) {
      checkConversation(conversationId);
      checkData(data);
      if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS)
        throw invalid('seconds', `is a number from 1 to ${MOST_SECONDS}`);
      const self = link.self();
      const guests = guestsOf(conversationId, self, invitees);
      await checkGuests(link, conversationId, guests, options);
      const waiting = Object.fromEntries(guests.map((user) => [user, 'waiting' as const]));
      const content = { kind: 'signal', by: self, state: 'ringing', invitees: waiting, seconds, data };
      const wire = content as unknown as Content;
      // It rings now, or not at all: one of a page that was turned long ago is not looked for.
      const writtenAt = link.now();
      const placed = await sending.send({ clientId, conversationId, content: wire, writtenAt }, options);
      const until = placed.sentAt + seconds * 1000;
      const told = { ...placed, conversationId, senderId: self, counts: true, content: { ...content, until } };
      ring(link, self, told);
      return placed;
    },
    async answer(message, accept, data, options) {
      checkData(data);
      const self = link.self();
      const reply = accept ? 'accepted' : 'rejected';
      const step: Step = (content, now) => {
        const mine = Object.hasOwn(content.invitees, self) ? content.invitees[self] : undefined;
        if (mine === undefined) throw notYours();
        // The same call again, after an answer that got lost.
        if (mine === reply) return content;
        if (mine !== 'waiting' || content.state !== 'ringing') throw ended(content);
        return withReplies({ ...content, ...(data !== undefined && { data }) }, { [self]: reply }, now);
      };
      await change(link, message, step, options);
    },
    async cancel(message, options) {
      const self = link.self();
      const step: Step = (content, now) => {
        if (content.by !== self) throw notYours();
        if (content.state === 'cancelled') return content;
        if (content.state !== 'ringing') throw ended(content);
        return { ...content, state: 'cancelled', endedAt: now };
      };
      await change(link, message, step, options);
    },
    async modify(message, data, options) {
      checkData(data);
      const self = link.self();
      const step: Step = (content) => {
        if (content.by !== self && !Object.hasOwn(content.invitees, self)) throw notYours();
        if (content.data === data) return content;
        if (content.state !== 'ringing') throw ended(content);
        return { ...content, data };
      };
      await change(link, message, step, options);
    },
  };
};
