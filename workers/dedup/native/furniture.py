"""Words by which the native code tells lines that are plain from those that `sentences.py` and `corrections.py` must look at."""

CORRECTING = (
    "correction", "corrects", "corrected", "we incorrectly", "we wrongly", "we mistakenly", "regret the error", "regrets the error",
    *(f"correct {what}" for what in ("the ", "a ", "an ", "to ", "that ", "spelling", "name", "number", "figure", "date", "place")),
    *(f"{when} {what}" for when in ("earlier", "previous", "original") for what in ("version", "report", "story")),
)  # fmt: skip
"""A line without any of these corrects nothing (`corrections.CORRECTION`)."""
OF_PAGE = (
    "rights reserved", "may not be p", "may not be r", "cookie", "privacy", "terms of use", "terms of service", "contributed to this", "newsletter",
    "your inbox", "first appeared on", "wire partners", "news partners", "agency partners", "partners store", "partners use", "partners process", "s' code", "s’ code",
    "become a ", "a member", "sign in to", "log in to", "logged in", "free article", "unsubscribe", "no liability", "for the content", "for the accuracy",
    "for errors", "for external", "mail address will", " printed ", " > ", " contributed",
)  # fmt: skip
"""A line without any of these has nothing that `sentences.FURNITURE_INSIDE` or `NAVIGATION` finds, nor "the ... contributed"."""
STARTS = (
    "our foreign", "related", "you may also", "you might also", "do not miss", "don't miss", "don’t miss", "never miss", "editor", "follow ", "sign up ", "you have ",
    "reader comment", "all comment", "comment", "home >", "home |", "home »", "email", "e-mail", "got a", "have a", "send ", "do you", "are you", "were you", "did you",
    "have you", "tell us", "tell our", "text us", "text our", "message us", "message our", "call us", "call our", "repost", "post: ", "posts: ", "like: ", "likes: ",
    "view: ", "views: ", "mark ", "reply", "quote", "print", "reject", "more options", "report a", "rules of the forum", "forum rules", "additional reporting",
    "additional editing", "additional writing", "reporting by", "editing by", "writing by", "this material", "this article", "this story", "this report", "published ",
    "republished ", "re-published ", "join our", "join the", "get our ", "get free ",
)  # fmt: skip
"""How a sentence begins, in lower case, that `sentences.FURNITURE` may find."""
SURE = (
    "posted by", "our staff", "our correspondent", "our standards", "more from", "recommended", "trending", "most read", "most popular", "most viewed", "promoted",
    "sponsored", "advertisement", "copyright", "all rights reserved", "share on", "share this", "follow us", "follow our", "follow the latest", "follow the story",
    "find more", "for more on", "for more news", "for more stories", "subscribe", "sign up for our", "sign up for the", "sign up to our", "sign up to the",
    "already a subscriber", "log in", "get the latest", "download the", "download our", "listen to this", "click here", "leave a comment", "leave a reply", "have your say",
    "make a complaint", "powered by", "we use cookies", "accept all", "contact us", "last edited by", "whatsapp us", "stay with", "stay tuned", "photo", "image",
    "file photo", "file picture", "video", "close caption", "closed caption", "support our", "support independent", "support quality", "updated automatically", "source: ",
    "thank you for reading", "newsletter",
    *(f"{verb} {what}" for verb in ("read", "see", "watch") for what in ("more", "also", "next", "live")),
)  # fmt: skip
"""How a sentence begins, in lower case, that `sentences.FURNITURE` finds whatever follows."""
