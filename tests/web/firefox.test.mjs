// Every control and state of the page once more, in Firefox.

process.env["BROWSER"] = "firefox";
await import("./page.test.mjs");
