import { defineSweep } from '../platform/index.ts'
import { expireBenefits } from './expire-benefits.ts'

const sixHours = 6 * 60 * 60

export const sweeps = [defineSweep('ledger.expire-benefits', sixHours, expireBenefits)]
