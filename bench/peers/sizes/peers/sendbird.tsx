/** Its whole App: list of conversations, conversation, settings, its SDK */
import '@sendbird/uikit-react/dist/index.css';
import App from '@sendbird/uikit-react/App';
import { createRoot } from 'react-dom/client';

createRoot(document.body).render(<App appId="id" userId="ada" />);
