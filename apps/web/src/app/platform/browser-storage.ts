/** Keeps small values in the browser. A browser that refuses storage loses the value, never the page. */
export interface BrowserStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
}

function storageOver(area: () => Storage): BrowserStorage {
  const attempt = <T>(action: (storage: Storage) => T): T | null => {
    try {
      return action(area());
    } catch {
      return null;
    }
  };
  return {
    read: (key) => attempt((storage) => storage.getItem(`greenroom.${key}`)),
    write: (key, value) => void attempt((storage) => storage.setItem(`greenroom.${key}`, value)),
    remove: (key) => void attempt((storage) => storage.removeItem(`greenroom.${key}`)),
  };
}

/** Kept for this browser until it is cleared: language, theme, time zone. */
export const deviceStorage = storageOver(() => localStorage);

/** Kept for this tab: a form that is being filled in. */
export const tabStorage = storageOver(() => sessionStorage);
