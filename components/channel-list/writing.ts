import { type Client, type ImError, type Outcomes, toImError, type UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import type { FormKind } from './channel-form.js';

interface Form {
  readonly client: Client | undefined;
  readonly host: HTMLElement;
  readonly what: FormKind;
  readonly space: string;
  readonly channel: string;
}

interface Written {
  /** What stands in a field. */
  readonly field: (name: string) => string;
  readonly chosen: readonly UserId[];
  readonly private: boolean;
}

/** A channel that was made, and what became of each who was to come into it. */
export interface Made {
  readonly channel: string;
  readonly outcomes: Outcomes<string>;
}

/** Asks the page, then makes or changes the space or the channel as it is written. */
export async function write(form: Form, written: Written): Promise<Made | undefined> {
  if (form.what === 'create-channel') return createChannel(form, written);
  await (form.what === 'edit-channel' ? editChannel : writeSpace)(form, written);
  return undefined;
}

/** The channel first, then the people: so that each has an answer of his own. */
async function createChannel({ client, host, space }: Form, { field, chosen, private: hidden }: Written) {
  const { spaces } = client as Client;
  const [topic, category] = [field('topic'), field('category')];
  const draft = {
    name: field('name'),
    ...(topic && { topic }),
    ...(category && { category }),
    private: hidden,
    ...(hidden && { members: chosen }),
  };
  let made: Made | undefined;
  await asked(host, 'im-channel-create-request', { space, draft }, async (detail) => {
    const { members = [], ...rest } = detail.draft as typeof draft & { readonly members?: readonly UserId[] };
    const channel = await spaces.createChannel(space, rest);
    const nobody: Outcomes<string> = new Map();
    made = { channel, outcomes: members.length > 0 ? await add(spaces, space, channel, members) : nobody };
  });
  return made;
}

/** The channel is there: what fails now is nobody's but theirs who were to come in. */
async function add(
  spaces: Client['spaces'],
  space: string,
  channel: string,
  users: readonly UserId[],
): Promise<Outcomes<string>> {
  try {
    return await spaces.addToChannel(space, channel, users);
  } catch (error) {
    return new Map(users.map((user): [UserId, ImError] => [user, toImError(error)]));
  }
}

async function editChannel({ client, host, space, channel }: Form, { field, private: hidden }: Written): Promise<void> {
  const patch = {
    ...{ name: field('name'), topic: field('topic') || null, category: field('category') || null },
    private: hidden,
  };
  await asked(host, 'im-channel-update-request', { space, channel, patch }, (detail) =>
    (client as Client).spaces.updateChannel(space, channel, detail.patch),
  );
}

async function writeSpace({ client, host, what, space }: Form, { field }: Written): Promise<void> {
  const { spaces, store } = client as Client;
  const [name, introduction] = [field('name'), field('introduction')];
  const policy = field('policy') === 'open' ? ('open' as const) : ('invite' as const);
  if (what === 'create-space') {
    const draft = { name, ...(introduction && { introduction }), policy };
    await asked(host, 'im-space-create-request', draft, (detail) => spaces.create(detail));
    return;
  }
  const changed = policy !== (store.get('space', space)?.policy ?? 'invite');
  const patch = { name, introduction: introduction || null, ...(changed && { policy }) };
  await asked(host, 'im-space-update-request', { space, ...patch }, ({ space: _, ...detail }) =>
    spaces.update(space, detail),
  );
}
