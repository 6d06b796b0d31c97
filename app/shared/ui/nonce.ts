import { createContext, useContext } from 'react';

/** Known on the server alone: browsers hide a nonce from scripts, so the client's side is empty. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
