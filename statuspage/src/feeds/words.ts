import type { Language, Text } from '@pulih/kernel'
import type { ComponentStatus, PlannedStatus, PublicOutage, PublicPayment, PublicStatus } from '../picture.ts'

/** Tags of RFC 5646, as feeds and alerts name the language of a text. */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }

/** Of a text, in which language it is. */
export const inLanguage: Readonly<Record<Language, Text>> = {
  en: { en: 'In English', id: 'Dalam bahasa Inggris', pl: 'W języku angielskim' },
  id: { en: 'In Indonesian', id: 'Dalam bahasa Indonesia', pl: 'W języku indonezyjskim' },
  pl: { en: 'In Polish', id: 'Dalam bahasa Polandia', pl: 'W języku polskim' },
}

/** How things are, in one word of the Statuspage vocabulary. */
export type Indicator = 'none' | 'minor' | 'major' | 'critical' | 'maintenance'

export const indicatorWords: Readonly<Record<Indicator, Text>> = {
  none: { en: 'Everything works', id: 'Semua berfungsi', pl: 'Wszystko działa' },
  minor: { en: 'Minor disruption', id: 'Gangguan kecil', pl: 'Drobne utrudnienia' },
  major: { en: 'Partial outage', id: 'Gangguan sebagian', pl: 'Częściowa awaria' },
  critical: { en: 'Major outage', id: 'Gangguan besar', pl: 'Poważna awaria' },
  maintenance: { en: 'Planned work under way', id: 'Pemeliharaan berlangsung', pl: 'Trwają prace planowe' },
}

export const componentWords: Readonly<Record<ComponentStatus, Text>> = {
  operational: { en: 'Working', id: 'Berfungsi', pl: 'Działa' },
  degraded_performance: { en: 'Degraded', id: 'Menurun', pl: 'Działa gorzej' },
  partial_outage: { en: 'Partial outage', id: 'Gangguan sebagian', pl: 'Częściowa awaria' },
  major_outage: { en: 'Outage', id: 'Gangguan total', pl: 'Awaria' },
  under_maintenance: { en: 'Planned work', id: 'Pemeliharaan', pl: 'Prace planowe' },
}

export const statusWords: Readonly<Record<PublicStatus | PlannedStatus, Text>> = {
  investigating: { en: 'Being investigated', id: 'Sedang diselidiki', pl: 'Ustalamy przyczynę' },
  identified: { en: 'Cause found', id: 'Penyebab ditemukan', pl: 'Przyczyna znana' },
  monitoring: { en: 'Repaired, being watched', id: 'Sudah diperbaiki, masih dipantau', pl: 'Naprawione, obserwujemy' },
  resolved: { en: 'Over', id: 'Sudah pulih', pl: 'Zakończone' },
  scheduled: { en: 'Planned', id: 'Direncanakan', pl: 'Zaplanowane' },
  in_progress: { en: 'Under way', id: 'Sedang berlangsung', pl: 'W toku' },
  completed: { en: 'Done', id: 'Selesai', pl: 'Wykonane' },
  cancelled: { en: 'Called off', id: 'Dibatalkan', pl: 'Odwołane' },
}

export const compensationWords: Readonly<Record<NonNullable<PublicOutage['compensation']>, Text>> = {
  'not-yet-known': { en: 'not known yet', id: 'belum diketahui', pl: 'jeszcze nieznana' },
  'being-assessed': { en: 'being worked out', id: 'sedang dihitung', pl: 'w trakcie obliczania' },
  granted: { en: 'decided', id: 'sudah diputuskan', pl: 'przyznana' },
  given: { en: 'given', id: 'sudah diberikan', pl: 'przekazana' },
  none: { en: 'none', id: 'tidak ada', pl: 'brak' },
}

export const paymentWords: Readonly<Record<PublicPayment['forms'][number], Text>> = {
  bill: { en: 'credited on the bill', id: 'dipotong dari tagihan', pl: 'odliczenie od rachunku' },
  balance: {
    en: 'added to the prepaid balance',
    id: 'ditambahkan ke saldo prabayar',
    pl: 'doładowanie konta na kartę',
  },
  payout: { en: 'paid out separately', id: 'dibayarkan tersendiri', pl: 'osobna wypłata' },
  'in-kind': {
    en: 'given as data, minutes or another benefit',
    id: 'diberikan sebagai kuota, menit, atau manfaat lain',
    pl: 'pakiet danych, minuty lub inne świadczenie',
  },
}

export const claimWords: Readonly<Record<PublicPayment['claim'], Text>> = {
  none: { en: 'need not be asked for', id: 'tidak perlu diminta', pl: 'bez wniosku' },
  some: { en: 'a part must be asked for', id: 'sebagian harus diminta', pl: 'o część trzeba wystąpić' },
  all: { en: 'must be asked for', id: 'harus diminta', pl: 'trzeba wystąpić' },
}

/** Before the day by which it must be asked for. */
export const claimUntilWords: Text = { en: 'by', id: 'paling lambat', pl: 'najpóźniej' }

/** What went wrong, for those who only ask what sort of event it is. */
export const eventWords: Readonly<Record<PublicOutage['extent'], Text>> = {
  total: { en: 'Network outage', id: 'Gangguan jaringan', pl: 'Awaria sieci' },
  degraded: { en: 'Reduced network quality', id: 'Penurunan kualitas jaringan', pl: 'Pogorszona jakość sieci' },
}

export const labels = {
  history: { en: 'Outages and planned work', id: 'Gangguan dan pemeliharaan', pl: 'Awarie i prace planowe' },
  alerts: { en: 'Open outages', id: 'Gangguan yang berlangsung', pl: 'Trwające awarie' },
  plannedWork: { en: 'Planned work', id: 'Pemeliharaan terencana', pl: 'Prace planowe' },
  status: { en: 'Status', id: 'Status', pl: 'Stan' },
  since: { en: 'Since', id: 'Sejak', pl: 'Od' },
  from: { en: 'From', id: 'Mulai', pl: 'Początek' },
  until: { en: 'Until', id: 'Sampai', pl: 'Koniec' },
  restored: { en: 'Works again since', id: 'Pulih sejak', pl: 'Działa ponownie od' },
  etr: { en: 'Expected to be over', id: 'Perkiraan pulih', pl: 'Przewidywane zakończenie' },
  nextUpdate: { en: 'Next update by', id: 'Kabar berikutnya paling lambat', pl: 'Następna wiadomość do' },
  cause: { en: 'Cause', id: 'Penyebab', pl: 'Przyczyna' },
  where: { en: 'Where', id: 'Lokasi', pl: 'Gdzie' },
  hit: { en: 'Connections affected', id: 'Sambungan terdampak', pl: 'Dotknięte łącza' },
  back: { en: 'Of these, working again', id: 'Yang sudah pulih', pl: 'W tym już działające' },
  compensation: { en: 'Compensation', id: 'Kompensasi', pl: 'Rekompensata' },
  takenBack: {
    en: 'There was no such outage; the alert is taken back.',
    id: 'Gangguan tersebut ternyata tidak terjadi; peringatan ditarik kembali.',
    pl: 'Takiej awarii nie było; ostrzeżenie zostaje odwołane.',
  },
  more: { en: 'More', id: 'Selengkapnya', pl: 'Więcej' },
  asOf: { en: 'As of', id: 'Per', pl: 'Stan na' },
  unreachable: {
    en: 'The status page cannot be reached.',
    id: 'Halaman status tidak dapat dijangkau.',
    pl: 'Strona stanu jest nieosiągalna.',
  },
} as const satisfies Readonly<Record<string, Text>>
