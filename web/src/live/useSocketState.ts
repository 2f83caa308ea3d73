import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LiveSocket, SocketState } from './socket.js';

/** The socket of the desk; given by it. */
export const SocketContext = createContext<LiveSocket | null>(null);

/** How the line to the house is doing, drawn again at each change. */
export function useSocketState(): SocketState {
  const socket = useContext(SocketContext);
  if (socket === null) throw new Error('useSocketState is used outside of the desk.');
  return useSyncExternalStore(socket.watch, socket.now);
}
