/** FixedMessenger: a bubble and the chat with an agent behind it, its SDK */
import '@sendbird/ai-agent-messenger-react/index.css';
import { FixedMessenger } from '@sendbird/ai-agent-messenger-react';
import { createRoot } from 'react-dom/client';

createRoot(document.body).render(<FixedMessenger appId="id" aiAgentId="agent" />);
