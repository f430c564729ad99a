/** Puts one store's Web Connector calls in order, and decides nothing. */
import { DurableObject } from 'cloudflare:workers'
import { openDatabase } from '../db/database.ts'
import { leaseOf } from '../env.ts'
import type { Env } from '../env.ts'
import type { QbwcCall } from '../soap/operations.ts'
import { encodeReply } from '../soap/replies.ts'
import { hexOf } from '../stores/password.ts'
import { answerCall } from './answer-call.ts'
import { expireSession } from './expire.ts'
import { nudgeShop } from './nudge.ts'
import { rememberingWork } from './remembered-work.ts'
import type { Outside } from './world.ts'

/** The only thing the object stores: whose alarm it is. D1 is the truth. */
const STORE_ID = 'storeID'
/** `authenticate`: the company file that is open. Other answers open no session. */
const OPENED_SESSION = ''

export class StoreSession extends DurableObject<Env> {
  /**
   * Five concurrent calls that each read and then wrote one D1 row through one object all read the
   * old value: an awaited D1 query opens the input gate. So each call waits for the one before it.
   */
  private last: Promise<unknown> = Promise.resolve()

  private makeWork = rememberingWork()

  /** The reply as a SOAP envelope; null for a store that does not exist. */
  async answer(call: QbwcCall, storeID: string): Promise<string | null> {
    return this.inTurn(async () => {
      const outside = this.outside(storeID)
      const reply = await answerCall(call, outside)
      if (call.kind === 'closeConnection') {
        this.makeWork = rememberingWork()
      }
      if (reply?.kind === 'authenticate' && reply.result[1] === OPENED_SESSION) {
        // Later calls move the lease on; the alarm finds that out when it rings.
        await this.ctx.storage.put(STORE_ID, storeID)
        await this.ctx.storage.setAlarm(outside.nowMs + outside.lease.seconds * 1000)
      }
      return reply === null ? null : encodeReply(reply)
    })
  }

  override async alarm(): Promise<void> {
    const storeID = await this.ctx.storage.get<string>(STORE_ID)
    if (storeID === undefined) {
      return
    }
    await this.inTurn(async () => {
      const nextMs = await expireSession(this.outside(storeID))
      if (nextMs !== null) {
        await this.ctx.storage.setAlarm(nextMs)
      }
    })
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.last.then(act, act)
    this.last = turn.catch(() => undefined)
    return turn
  }

  /** Outside the turns: a shop that is slow to answer keeps no Web Connector waiting. */
  private tellShop(storeID: string): void {
    const { DB, TILLBRIDGE_KEY: key } = this.env
    this.ctx.waitUntil(nudgeShop({ db: openDatabase(DB), storeID, nowMs: Date.now(), key }))
  }

  private outside(storeID: string): Outside {
    return {
      db: openDatabase(this.env.DB),
      storeID,
      nowMs: Date.now(),
      randomHex,
      jitter: () => Math.random(),
      lease: leaseOf(this.env),
      makeWork: this.makeWork,
      tellShop: () => this.tellShop(storeID),
    }
  }
}

function randomHex(characters: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.ceil(characters / 2)))
  return hexOf(bytes).slice(0, characters)
}
