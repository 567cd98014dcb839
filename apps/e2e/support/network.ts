import type { BrowserContext, WebSocketRoute } from '@playwright/test';

/** The signalling connection of one browser, as a network would cut it. */
export interface Cable {
  /** Ends the connection without a goodbye and refuses new ones. */
  pull(): Promise<void>;
  /** Lets connections through again. */
  plug(): void;
}

/** Lays a cable between a browser and the signalling server. To be called before the page connects. */
export async function layCable(context: BrowserContext): Promise<Cable> {
  const open = new Set<WebSocketRoute>();
  let isPlugged = true;
  await context.routeWebSocket(/\/xmpp-websocket/, async (socket) => {
    if (!isPlugged) {
      await socket.close({ code: 1013 });
      return;
    }
    socket.connectToServer();
    open.add(socket);
  });
  return {
    async pull() {
      isPlugged = false;
      await Promise.all([...open].map((socket) => socket.close({ code: 3000, reason: 'cut' })));
      open.clear();
    },
    plug() {
      isPlugged = true;
    },
  };
}
