/** Passkeys (WebAuthn): what the server offers goes to the browser, what its keys answer goes back, both as JSON. */

/** Whether this browser has passkeys, on a page that it trusts: HTTPS, or localhost. */
export const hasPasskeys = () =>
  typeof PublicKeyCredential !== "undefined" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

export async function makePasskey(options: { publicKey: PublicKeyCredentialCreationOptionsJSON }) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
  return told(await navigator.credentials.create({ publicKey }));
}

export async function usePasskey(options: { publicKey: PublicKeyCredentialRequestOptionsJSON }) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
  return told(await navigator.credentials.get({ publicKey }));
}

/** The person closed the browser's own question, or no key of theirs is known here. */
export const gaveUp = (fault: unknown) =>
  fault instanceof DOMException && ["NotAllowedError", "AbortError", "InvalidStateError"].includes(fault.name);

const told = (made: Credential | null) => (made as PublicKeyCredential).toJSON();
