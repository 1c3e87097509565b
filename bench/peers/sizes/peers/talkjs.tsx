/** Chatbox: one conversation, its SDK */
import '@talkjs/react-components/default.css';
import { Chatbox } from '@talkjs/react-components';
import { createRoot } from 'react-dom/client';

createRoot(document.body).render(<Chatbox appId="id" userId="ada" conversationId="room" />);
