/** Folded words of greetings, thanks, farewells and short confirmations: a message of nothing else asks nothing. */
export const courtesyWords: Record<string, string> = {
  en: 'hi hii hello helo hey hiya hai good morning afternoon evening night day dear greetings there sir madam mam maam team support thanks thank thx ty you so very much a lot many again cheers regards kind best wishes bye goodbye ok okay k kk yes yeah yep yup no nope sure fine great perfect cool nice welcome all that is it for your help well sounds have too please alright right got nothing else thats',
  fr: 'bonjour bonsoir salut coucou hello merci beaucoup bien cordialement a vous au revoir bonne journee soiree oui non ok d accord parfait super tres madame monsieur pour votre aide c est bon tout',
  es: 'hola buenos buenas dias tardes noches gracias muchas muy amable saludos un saludo adios hasta luego si no ok vale perfecto de acuerdo bien genial senor senora por tu su ayuda',
  de: 'hallo hi hey guten tag morgen abend moin servus danke vielen dank besten schon schonen mfg mit freundlichen grussen viele liebe grusse tschuss auf wiedersehen ja nein ok okay gut super perfekt alles klar prima bitte fur die hilfe ihre sehr',
  it: 'ciao salve buongiorno buonasera grazie mille molte cordiali saluti arrivederci si no ok va bene perfetto ottimo buona giornata serata per l aiuto',
  pt: 'ola oi bom boa dia tarde noite obrigado obrigada muito tchau adeus sim nao ok certo perfeito otimo tudo bem ate logo pela ajuda',
  nl: 'hallo hoi hey hi goedemorgen goedemiddag goedenavond goedendag dag bedankt dank u je wel alvast tot ziens ja nee ok oke prima goed top perfect groet groeten met vriendelijke fijne voor de hulp',
  ar: 'مرحبا السلام عليكم اهلا وسهلا صباح مساء الخير شكرا جزيلا لكم لك نعم لا حسنا تمام مع السلامه',
  zh: '你好 您好 早上好 下午好 晚上好 谢谢 多谢 感谢 谢谢你 谢谢您 好的 好 是 是的 不是 再见 嗯 可以 没有了',
  ja: 'こんにちは こんばんは おはようございます ありがとう ありがとうございます ありがとうございました よろしくお願いします はい いいえ 了解です わかりました さようなら 大丈夫です',
};
