import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './parts/ErrorBoundary.js';
import { SandboxBanner } from './parts/SandboxBanner.js';
import { sandboxMailbox } from './sandbox.js';
import { SessionProvider } from './session.js';
import { cssVariables, schemeManager, styleNonce, theme } from './theme.js';

declare global {
  // Where react-remove-scroll, under Mantine's dialogs, looks for the nonce of its style element.
  var __webpack_nonce__: string | undefined;
}

/** Draws one of our two documents: design language, the way past the top for keyboards, sandbox label, session and the last net for errors. */
export function open(children: ReactNode): void {
  globalThis.__webpack_nonce__ = styleNonce();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The document has no #root.');
  const mailbox = sandboxMailbox();
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={schemeManager}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <a className="skip-link" href="#content">
          Skip to content
        </a>
        {mailbox !== null && <SandboxBanner mailbox={mailbox} />}
        <ErrorBoundary>
          <SessionProvider>{children}</SessionProvider>
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  );
}
