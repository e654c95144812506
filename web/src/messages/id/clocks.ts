import type { clocks as english } from '../en/clocks.ts'
import type { Translated } from '../words.ts'

export const clocks: Translated<typeof english> = {
  'clocks.title': 'Yang harus disampaikan',
  'clocks.hint': 'menurut hukum dan janji sendiri',
  'clocks.none': 'Saat ini tidak ada yang harus disampaikan',
  'clocks.noneDetail': 'Tidak ada hukum maupun janji Anda yang menuntut kabar tentang gangguan.',
  'clocks.noneHere': 'Tidak ada hukum maupun janji Anda yang menuntut kabar tentang gangguan ini.',
  'clocks.late': '{count, plural, other {# terlambat}}',
  'clocks.more': '{count, plural, other {dan # lagi, di halaman gangguannya}}',
  'clocks.done': 'Sudah disampaikan atau tidak perlu lagi: {count}',
  'clocks.tell.first': 'Kabar pertama',
  'clocks.tell.update': 'Kabar berikutnya',
  'clocks.tell.restored': 'Kabar bahwa layanan pulih',
  'clocks.tell.compensation': 'Kabar tentang kompensasi',
  'clocks.state.open': 'berjalan',
  'clocks.state.met': 'tepat waktu',
  'clocks.state.late': 'terlambat',
  'clocks.state.over': 'tidak perlu lagi',
  'clocks.left': 'sisa {span}',
  'clocks.over': 'terlambat {span}',
  'clocks.now': 'secepatnya',
  'clocks.dueAt': 'paling lambat {at}',
  'clocks.metAt': 'disampaikan {at}',
  'clocks.byItself': 'terkirim sendiri',
  'clocks.law': 'hukum: {jurisdiction}',
  'clocks.bar': 'Waktu terpakai: {share}',
}
