"""What agents do for customers: verbs that take something on, where “I will” alone takes on nothing."""

from __future__ import annotations

from extramile.growth.practice.rehearsal.moves.spot import any_of

TO_DO = any_of(
    r"""
    send|order|book|refund|check|fix|open|hold|move|find|change|swap|post|pack|close|set|add|remove|correct|print
    reserve|pay|credit|arrange|phone|email|mail|stop|start|raise|chase|replace|upgrade|lift|unblock|block|cancel
    push|update|clear|mend|repair|test|prepare|contact|transfer|return|waive|extend|match|cover|draft|ship|reset
    restore|sort|handle|drop|deliver|collect|walk|drive|confirm|ring|call|write|bring|issue|reverse|reopen|release
    switch|turn|cut|label|measure|trace|search|speed|reduce|deduct|file|report|connect|forward|apply|activate
    process|schedule|investigate|flag|note|record|alter|stitch|sew|carry|fetch|redo|rebook|resend|reorder|undo
    mark|save|look|speak|read|personally|use|own
    put(?! you through)|reach out|follow up|double-?check|stay with|stay on|stay in|talk to|ask(?! (?:you))
    do(?! (?:my best|nothing|my))|give(?! (?:you that|up))|take(?! (?:that as|it that|a break))
    get(?! (?:some|lunch|going|there|it wrong))|make(?! (?:a coffee))
    go (?:and|through|over|to the|down|back|round|with)|come back|be (?:back|in touch|with you|there)
    let you know|meet|borrow|lend|ask around|teach|show you|find out|work out|figure (?:it|this|that)|calculate|\
      clarify|wait (?:with|here|for)
    run|pop|head|pick|grab|gather|sit (?:down )?with|pull|warn|alert|bump|rearrange|reschedule|resubmit|recheck|rebuild
    recalculate|rewrite|reinstall|refill|return|bake|weigh|warm|iron|escort|explain|invite|fill|sign|type|hand
    stay(?! (?:at home|out))|hang on to|keep (?:at|on|trying|going|watch)|have (?:an?|the|your|it|them|him|her|soup|\
      another|one) \w+
    tell (?:you (?:before|by|at|what|when|whether|how|as soon|on|tomorrow|today)|the|my|them)
    see (?:to|that you)|work on|keep (?:you|an|it|this|the|your)
    have (?:\w+ ){1,4}(?:ready|for you|sent|done|with you)|throw in
    """
)
DOING = any_of(
    r"""
    sending(?! (?:you (?:to|on)|this to the|it to the))|ordering|booking|refunding|checking|fixing|putting|opening|\
      holding|moving|pushing|unblocking|lifting
    cancelling|changing|swapping|posting|packing|closing|passing|setting|adding|removing|correcting|printing
    reserving|paying|crediting|arranging|phoning|mailing|emailing|stopping|starting|raising|chasing|sorting
    replacing|upgrading|shipping|returning|waiving|resetting|restoring|mending|repairing|preparing|reopening
    issuing|reversing|releasing|ringing|handling
    asking(?! (?:you|because|since|as|so|for))|calling(?! (?:from|about|to ask))
    writing(?! (?:to ask|about|to inform|to let|regarding))
    taking (?:this|it|the|your|over|care|off)|looking (?:at|into|for|through|up|it|this)
    getting (?:you|your|this|it|that|the|a)|making (?:sure|a|the|it|this|that)|giving (?:you|it|your)
    reading (?:your|the|it|through|back)|staying (?:with|on|here|in)|walking (?:over|down|to)
    going (?:over|through|down|back|up|round|in|there|myself)|on it(?![a-z ])
    """
)
DONE = any_of(
    r"""
    sent|ordered|booked|called|rung|written|refunded|checked|fixed|put|opened|taken|held|moved|asked|unblocked
    lifted|cancelled|canceled|changed|swapped|posted|packed|closed|passed|set|added|removed|corrected|printed
    reserved|paid|credited|arranged|phoned|mailed|emailed|stopped|started|raised|made|given|replaced|upgraded
    spoken|told(?! you)|sorted|blocked|switched|turned|released|reversed|issued|reopened|shipped|waived|reset|restored
    mended|repaired|answered
    """
)
