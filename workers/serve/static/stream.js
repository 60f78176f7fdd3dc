// The live connection. The browser comes back by itself and names the last message it had; where the server refuses it, this tries again.

const AGAIN_MS = 5000;

export class Stream {
  constructor(position, listener) {
    this.position = position;
    this.listener = listener;
    this.source = "live";
    this.opened = false;
    this.connect();
  }

  connect() {
    const events = new EventSource(`/wire/stream?view=desk&after=${encodeURIComponent(this.position)}`);
    events.addEventListener("open", () => {
      this.listener.state(this.source);
      if (this.opened) this.listener.back();
      this.opened = true;
    });
    events.addEventListener("message", (event) => {
      if (event.lastEventId) this.position = event.lastEventId;
      this.listener.row(JSON.parse(event.data));
    });
    events.addEventListener("reset", () => this.listener.reset());
    events.addEventListener("source", (event) => {
      this.source = JSON.parse(event.data).source;
      this.listener.state(this.source);
    });
    events.addEventListener("error", () => {
      this.listener.state("lost");
      if (events.readyState === EventSource.CLOSED) setTimeout(() => this.connect(), AGAIN_MS);
    });
  }
}
