import {
  type Client,
  type ConversationId,
  createClient,
  type Engine,
  invalid,
  isConversationId,
} from '../../core/index.js';
import { loadEngine } from '../shared/engines.js';
import { langOf } from '../shared/im-element.js';
import { Languages } from '../shared/languages.js';
import { keepOf, visitorKey } from './identity.js';
import type { ImChatWidget } from './widget.js';

export interface Account {
  readonly client: Client;
  readonly conversation: ConversationId;
  readonly anonymous: boolean;
  readonly engine: Engine;
}

/** The conversation that the widget's attributes name. Throws `invalid`. */
function conversationOf(widget: Element): ConversationId {
  const own = widget.getAttribute('conversation');
  const id = own ?? `direct:${widget.getAttribute('agent') ?? 'support'}`;
  if (isConversationId(id)) return id;
  throw invalid(own === null ? 'agent' : 'conversation', `"${id}" is no conversation id such as direct:support`);
}

/** A client for whom the widget's attributes name, not started. Rejects `invalid` with the attribute in `field`. */
export async function accountOf(widget: ImChatWidget): Promise<Account> {
  const attribute = (name: string): string | null => widget.getAttribute(name);
  const url = attribute('url') || undefined;
  const app = attribute('app') ?? attribute('app-id') ?? undefined;
  const name = attribute('engine') ?? 'hub';
  const conversation = conversationOf(widget);
  // A visitor needs nothing of it.
  const known = attribute('user-id') !== null ? (await import('./signed-in.js')).signedIn(widget) : undefined;
  if (!known && name !== 'hub') throw invalid('user-id', `missing: "${name}" knows no visitors`);
  const engine = await loadEngine(name, { attribute, url, app });
  const credentials = known ?? (await visitor(widget, url));
  const client = createClient({ engine, credentials, app: app ?? visitorKey(widget) });
  return { client, conversation, anonymous: !known, engine };
}

async function visitor(widget: ImChatWidget, url: string | undefined) {
  const { visitorCredentials } = await import('../../engines/hub/index.js');
  const name = await visitorName(widget);
  return visitorCredentials({ url, storage: keepOf(widget), key: visitorKey(widget), name });
}

/** Agents tell visitors apart by this until they say who they are; made of chance, it says nothing of anybody. */
async function visitorName(widget: Element): Promise<string> {
  const languages = Languages.for(document);
  const lang = langOf(widget);
  await languages.load(lang);
  const [chance = 0] = crypto.getRandomValues(new Uint16Array(1));
  return languages.get(lang).t('widget.visitor', { code: chance.toString(16).padStart(4, '0').toUpperCase() });
}
