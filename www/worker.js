import { load } from "clawlens:core";

const loading = load();

self.onmessage = async ({ data: { id, text } }) => {
  try {
    const core = await loading;
    self.postMessage({ id, report: core.diagnose(text) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
