/** Sixty different problems that nobody wrote into a database, and the buttons that end them. */
import { describe } from 'vitest'
import { CHANGE_PROBLEMS } from './change-problems.ts'
import { DOCUMENT_PROBLEMS } from './document-problems.ts'
import { LIST_PROBLEMS } from './list-problems.ts'
import { playAll } from './made.ts'
import { ORDER_PROBLEMS } from './order-problems.ts'
import { REFUSAL_PROBLEMS } from './refusal-problems.ts'

describe('what the shop sent', () => playAll(ORDER_PROBLEMS))
describe('what QuickBooks’ lists lack', () => playAll(LIST_PROBLEMS))
describe('what stands in QuickBooks', () => playAll(DOCUMENT_PROBLEMS))
describe('what the shop changed since', () => playAll(CHANGE_PROBLEMS))
describe('what QuickBooks refuses', () => playAll(REFUSAL_PROBLEMS))
