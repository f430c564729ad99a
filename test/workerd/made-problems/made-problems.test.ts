/** Sixty different problems that nobody wrote into a database, and the buttons that end them. */
import { describe } from 'vitest'
import { CHANGE_PROBLEMS } from './change-problems.ts'
import { CONNECTION_PROBLEMS } from './connection-problems.ts'
import { DOCUMENT_PROBLEMS } from './document-problems.ts'
import { CUSTOMER_PROBLEMS } from './customer-problems.ts'
import { ITEM_PROBLEMS } from './item-problems.ts'
import { LIST_PROBLEMS } from './list-problems.ts'
import { playAll } from './made.ts'
import { ORDER_PROBLEMS } from './order-problems.ts'
import { PAYMENT_PROBLEMS } from './payment-problems.ts'
import { REFUND_PROBLEMS } from './refund-problems.ts'
import { REFUSAL_PROBLEMS } from './refusal-problems.ts'
import { TAX_PROBLEMS } from './tax-problems.ts'

describe('what the shop sent', () => playAll(ORDER_PROBLEMS))
describe('who bought', () => playAll(CUSTOMER_PROBLEMS))
describe('what was sold', () => playAll(ITEM_PROBLEMS))
describe('money that comes and goes back', () => playAll(PAYMENT_PROBLEMS))
describe('taxes and currencies', () => playAll(TAX_PROBLEMS))
describe('what QuickBooks’ lists lack', () => playAll(LIST_PROBLEMS))
describe('what stands in QuickBooks', () => playAll(DOCUMENT_PROBLEMS))
describe('what the shop changed since', () => playAll(CHANGE_PROBLEMS))
describe('what money is about', () => playAll(REFUND_PROBLEMS))
describe('what QuickBooks refuses', () => playAll(REFUSAL_PROBLEMS))
describe('what is wrong with the connection', () => playAll(CONNECTION_PROBLEMS))
