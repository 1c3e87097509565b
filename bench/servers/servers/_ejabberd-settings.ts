export type Database = 'mnesia' | 'sqlite';

interface Place {
  readonly home: string;
  readonly port: number;
  readonly domain: string;
  readonly database: Database;
}

/** ejabberd.yml: the modules that a chat of people and groups has, all messages in the archive, no shaper, a room for members alone. */
export const settings = ({ home, port, domain, database }: Place): string => {
  const type = database === 'sqlite' ? 'sql' : 'mnesia';
  const sql = `default_db: sql
sql_type: sqlite
sql_database: "${home}/ejabberd.db"
sql_pool_size: 1`;
  return `
hosts: ["${domain}"]
loglevel: warning
new_sql_schema: true
${database === 'sqlite' ? sql : ''}
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_http
    request_handlers:
      /ws: ejabberd_http_ws
websocket_timeout: 300
websocket_ping_interval: 30
auth_method: jwt
jwt_key: "${home}/jwt.jwk"
jwt_jid_field: jid
access_rules:
  c2s: { allow: all }
shaper: {}
shaper_rules:
  max_user_sessions: 10
  c2s_shaper: none
modules:
  mod_blocking: {}
  mod_caps: {}
  mod_carboncopy: {}
  mod_disco: {}
  mod_last: { db_type: ${type} }
  mod_mam:
    db_type: ${type}
    assume_mam_usage: true
    default: always
  mod_muc:
    db_type: ${type}
    access: all
    access_create: all
    access_persistent: all
    access_mam: all
    history_size: 0
    max_users: 5000
    min_message_interval: 0
    default_room_options:
      persistent: true
      mam: true
      members_only: true
      moderated: false
      anonymous: false
      presence_broadcast: []
  mod_offline: { db_type: ${type} }
  mod_ping: { send_pings: false }
  mod_privacy: { db_type: ${type} }
  mod_roster: { db_type: ${type}, versioning: true }
  mod_stream_mgmt: {}
`;
};
