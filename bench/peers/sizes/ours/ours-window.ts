/** The window, the client and the engine of the hub; all else it imports when it is needed */
import '../../../../components/chat-window/index.js';
import { createClient } from '../../../../core/index.js';
import { hubEngine } from '../../../../engines/hub/index.js';

const engine = hubEngine({ url: 'https://chat.example.com' });
const client = createClient({ engine, credentials: { userId: 'ada', token: async () => 'token' } });
const chat = document.createElement('im-chat-window');
chat.client = client;
chat.conversation = 'direct:bob';
document.body.append(chat);
void client.session.start();
