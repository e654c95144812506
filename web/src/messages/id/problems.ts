import type { problems as english } from '../en/problems.ts'
import type { Translated } from '../words.ts'

export const problems: Translated<typeof english> = {
  'problem.console.unreachable':
    'Pulih tidak menjawab. Periksa koneksi Anda lalu coba lagi; tidak ada yang dilakukan dua kali.',
  'problem.console.unknown': 'Permintaan ditolak dengan alasan yang belum dikenal konsol ini: {code}.',
  'problem.request.invalid': 'Sebagian isian tidak dapat dipakai.',
  'problem.request.not-json': 'Permintaan rusak di perjalanan. Coba lagi.',
  'problem.request.bad-cursor': 'Daftar telah berubah. Muat ulang.',
  'problem.request.too-large': 'Terlalu besar: paling banyak {limit} bita.',
  'problem.request.wrong-media': 'Jenis berkas ini tidak diterima di sini. Yang dapat dipakai: {accepts}.',
  'problem.request.not-found': 'Tidak ada apa pun di alamat ini.',
  'problem.request.too-many': 'Terlalu banyak permintaan sekaligus. Tunggu {seconds, plural, other {# detik}}.',
  'problem.request.conflict': 'Seseorang mengubahnya pada saat yang sama. Muat ulang lalu coba lagi.',
  'problem.request.not-valid-here': 'Ada nilai yang tidak mungkin: {reason}',
  'problem.access.unauthenticated': 'Anda belum masuk.',
  'problem.access.forbidden': 'Ini memerlukan izin {permission}. Pengelola staf dapat memberikannya kepada Anda.',
  'problem.access.foreign-origin': 'Permintaan datang dari situs lain dan ditolak.',
  'problem.idempotency.other-body': 'Permintaan yang sama dikirim dengan isi berbeda. Coba lagi.',
  'problem.version.required': 'Muat ulang halaman lalu coba lagi.',
  'problem.version.outdated':
    'Seseorang mengubahnya saat Anda melihatnya. Yang tampil sekarang adalah yang terbaru; periksa lalu coba lagi.',
  'problem.service.unavailable': 'Sedang tidak tersedia. Coba lagi sebentar lagi.',
  'problem.service.failed':
    'Terjadi kesalahan di pihak kami. Tim dukungan dapat menemukannya di log dengan nomor {request}.',
  'problem.identity.not-signed-in': 'Nama masuk dan kata sandi tidak cocok, atau akun dinonaktifkan.',
  'problem.identity.code-refused': 'Kode salah, sudah dipakai, atau terlambat. Gunakan kode berikutnya.',
  'problem.identity.too-many-attempts':
    'Terlalu banyak percobaan. Tunggu {seconds, plural, other {# detik}}; setiap kegagalan berikutnya menambah waktu tunggu.',
  'problem.identity.password-weak':
    'Kata sandi tidak dapat dipakai. Diperlukan {least} sampai {most} karakter, berbeda dari nama masuk, nama, dan kata sandi sebelumnya, serta tidak semuanya sama.',
  'problem.identity.password-wrong': 'Kata sandi sekarang salah.',
  'problem.identity.password-none': 'Anda masuk dengan akun perusahaan, yang mengurus kata sandi sendiri.',
  'problem.identity.staff-only': 'Ini memerlukan orang yang telah masuk.',
  'problem.identity.provider-none': 'Masuk dengan akun perusahaan belum disiapkan di sini.',
  'problem.identity.provider-away':
    'Layanan masuk perusahaan tidak menjawab. Coba lagi sebentar lagi, atau gunakan kata sandi.',
  'problem.identity.provider-refused':
    'Masuk dengan akun perusahaan ditolak. Mulai lagi, dalam satu peramban dan tanpa menunggu lama.',
  'problem.identity.provider-no-role':
    'Akun perusahaan Anda dikenal, tetapi tidak memberi peran di sini. Tanyakan kepada pengelola staf.',
  'problem.identity.already-linked': 'Akun perusahaan itu milik anggota staf lain.',
  'problem.outages.not-found': 'Tidak ada gangguan {outage}.',
  'problem.outages.no-scope': 'Sebutkan paling sedikit satu elemen, wilayah, atau layanan.',
  'problem.outages.unknown-element': 'Jaringan tidak memiliki elemen {keys}.',
  'problem.outages.unknown-service': 'Tidak ada layanan {keys}.',
  'problem.outages.bad-polygon': 'Garis poligon harus berakhir di tempat ia mulai.',
  'problem.outages.in-future': 'Waktunya berada di masa depan. Hanya pekerjaan terjadwal yang mulai di masa depan.',
  'problem.outages.bad-share': 'Bagian yang tersedia hanya bermakna untuk layanan yang menurun.',
  'problem.outages.reference-taken': 'Gangguan {outage} sudah memakai referensi {reference}.',
  'problem.outages.not-suspected': '{outage} tidak lagi berstatus diduga, jadi tidak ada yang perlu dikonfirmasi.',
  'problem.outages.not-confirmed': '{outage} baru diduga. Konfirmasi atau tarik kembali terlebih dahulu.',
  'problem.outages.not-open': '{outage} sudah berakhir. Masih dapat dikoreksi, kecuali telah ditarik kembali.',
  'problem.outages.already-restored': '{outage} telah pulih pada {restoredAt}. Jika itu keliru, koreksilah.',
  'problem.outages.already-closed':
    '{outage} sudah ditutup dan tidak dibuka lagi. Koreksilah, atau laporkan yang baru.',
  'problem.outages.already-retracted':
    '{outage} telah ditarik kembali dan tetap demikian. Jika ternyata memang gangguan, laporkan yang baru.',
  'problem.outages.not-restored': 'Itu hanya mungkin setelah {outage} pulih.',
  'problem.outages.open-tasks':
    '{outage} masih memiliki {tasks, plural, other {# tugas terbuka}}. Selesaikan atau batalkan dahulu.',
  'problem.outages.restored-before-start': 'Gangguan akan berakhir sebelum mulai, yaitu {startedAt}.',
  'problem.outages.restored-before-part': '{part} pulih pada {restoredAt}, lebih lambat daripada keseluruhan.',
  'problem.outages.not-a-part': '{reference} bukan bagian gangguan ini, atau sudah pulih.',
  'problem.outages.etr-before-start': 'Gangguan mulai {startedAt}; perkirakan waktu yang lebih lambat.',
  'problem.outages.ends-before-start': 'Akan berakhir sebelum mulai.',
  'problem.outages.nothing-changes': 'Semuanya sudah tercatat seperti itu.',
  'problem.outages.same': 'Gangguan tidak dapat digabungkan dengan dirinya sendiri.',
  'problem.outages.task-not-found': 'Tugas itu sudah tidak ada.',
  'problem.outages.too-many-tasks': 'Satu gangguan memiliki paling banyak {limit} tugas.',
  'problem.compensation.unfinished-outage': 'Gangguan {outage} belum berakhir, jadi lamanya belum diketahui.',
}
