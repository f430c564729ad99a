/** The sets that jobs at hand were last carried by and that nobody answered, as `posting` sees them. */
import type { DoubtedSet } from '../posting/doubted.ts'
import type { Manifest } from '../posting/learn.ts'
import type { AddDocument } from '../posting/purpose.ts'
import type { MessageSet } from '../queue/message-sets.ts'

export function doubtedSet({ messageSetID, sentAtMs, manifest }: MessageSet): DoubtedSet {
  return { setID: messageSetID, sentAtMs, documents: addsIn(manifest as Manifest) }
}

export function addsIn(manifest: Manifest): readonly AddDocument[] {
  return Object.values(manifest).flatMap((purpose) =>
    purpose.kind === 'add-document' ? [purpose] : [],
  )
}
