/** Converse without a server: it signs in over the connection that its own tests use, and its roster is answered here. */
interface Connection {
  readonly jid: string;
  /** What it has asked so far. */
  readonly IQ_stanzas: readonly Element[];
  _dataRecv(request: { getResponse(): Element }): void;
}
export interface Messages {
  readonly fetched: Promise<unknown>;
  reset(messages: readonly object[]): void;
  add(messages: readonly object[]): void;
  get(id: string): { save(attributes: object): void } | undefined;
}
export interface Chat {
  readonly messages: Messages;
  createMessage(message: object): Promise<unknown>;
}
interface Api {
  readonly connection: { get(): Connection };
  readonly chats: {
    create(jid: string, attributes: object): Promise<Chat>;
    open(jid: string, attributes: object, force: boolean): Promise<Chat>;
  };
  readonly vcard: { get(): Promise<object> };
  waitUntil(event: string): Promise<unknown>;
}
interface Converse {
  readonly plugins: { add(name: string, plugin: { initialize(this: { _converse: { api: Api } }): void }): void };
  initialize(settings: object): Promise<unknown>;
}
declare global {
  /** Set by its script. */
  var converse: Converse;
}

export const HOST = 'montague.lit';
export const ME = `romeo@${HOST}`;
/** That is the address by which it knows that it shall ask nobody. */
const MOCKED = `${HOST}/http-bind`;
const ROSTER = 'jabber:iq:roster';

async function rosterOf(connection: Connection, names: readonly string[]): Promise<void> {
  const asked = (): Element | undefined =>
    connection.IQ_stanzas.find(({ firstElementChild }) => firstElementChild?.namespaceURI === ROSTER);
  while (!asked()) await new Promise((resolve) => setTimeout(resolve, 5));
  const items = names.map((name) => `<item jid="${name}@${HOST}" name="${name}" subscription="both"/>`).join('');
  const answer = `<body><iq xmlns="jabber:client" type="result" to="${connection.jid}" id="${asked()?.getAttribute('id')}"><query xmlns="${ROSTER}">${items}</query></iq></body>`;
  const { documentElement } = new DOMParser().parseFromString(answer, 'text/xml');
  connection._dataRecv({ getResponse: () => documentElement });
}

/** Signed in, with people in its roster. */
export async function start(names: readonly string[]): Promise<Api> {
  const { converse } = globalThis;
  let api: Api | undefined;
  converse.plugins.add('bench', {
    initialize() {
      api = this._converse.api;
      // Nobody answers for their cards.
      Object.assign(api.vcard, { get: async () => ({ vcard_updated: '2026-01-01' }) });
    },
  });
  await converse.initialize({
    ...{ whitelisted_plugins: ['bench'], bosh_service_url: MOCKED, discover_connection_methods: false },
    ...{
      assets_path: new URL('dist/', location.href).pathname,
      view_mode: 'fullscreen',
      i18n: 'en',
      loglevel: 'error',
    },
    ...{ auto_login: true, jid: `${ME}/orchard`, password: 'secret' },
    ...{ enable_smacks: false, fetch_url_headers: false, play_sounds: false, allow_url_history_change: false },
  });
  if (!api) throw new Error('Converse did not start its plugins');
  await rosterOf(api.connection.get(), names);
  await api.waitUntil('rosterContactsFetched');
  return api;
}
