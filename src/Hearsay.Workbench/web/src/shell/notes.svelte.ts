/** A short message at the foot of the window, with at most one thing to do about it. */
export interface Note {
  id: number;
  text: string;
  tone: "done" | "wrong" | "news";
  action?: { label: string; run: () => void };
}

class Notes {
  all = $state<Note[]>([]);
  #last = 0;

  say(text: string, tone: Note["tone"] = "done", action?: Note["action"]): void {
    const note: Note = { id: ++this.#last, text, tone, ...(action ? { action } : {}) };
    this.all = [...this.all.slice(-2), note];
    // What went wrong stays until it is read.
    if (tone !== "wrong") {
      setTimeout(() => this.close(note.id), 6000);
    }
  }

  close(id: number): void {
    this.all = this.all.filter((note) => note.id !== id);
  }
}

export const notes = new Notes();
