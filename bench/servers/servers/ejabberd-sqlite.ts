import { ejabberd } from './_ejabberd.js';

export const server = ejabberd('sqlite', 'archive in SQLite, a transaction for each row');
