// What the phone itself says: whether it keeps what is stored, how much room is left, the network.
const LEAST_BYTES = 60 * 2 ** 20; // about a hundred photos
const MOST_USED = 0.9;

// Asked once there is something to lose; browsers answer by how often the page is used.
export async function persist() {
  const { storage } = navigator;
  if (!storage?.persist) return false;
  return await storage.persisted() || storage.persist();
}

export async function room() {
  const { quota = 0, usage = 0 } = await navigator.storage?.estimate?.() ?? {};
  const left_bytes = quota - usage;
  return { left_bytes, low: quota > 0 && (left_bytes < LEAST_BYTES || usage > quota * MOST_USED) };
}

export function watchNetwork(listener) {
  addEventListener('online', () => listener(true));
  addEventListener('offline', () => listener(false));
}
