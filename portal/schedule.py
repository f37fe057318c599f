"""The only list of periodic jobs. Each finds its work by status in the database, so a missed run costs only delay."""

from celery.schedules import crontab

SCHEDULE = {
    "open the returns whose period has begun": {"task": "returns.tasks.open_returns", "schedule": crontab(minute="7")},
    # 10,000 reminders at a time: three hours are long enough for the day on which every quarter's return is due.
    "remind suppliers of returns": {
        "task": "returns.tasks.remind_suppliers",
        "schedule": crontab(hour="6-8", minute="*/10"),
        "options": {"expires": 600},
    },
    "tell officers that returns wait": {
        "task": "returns.tasks.tell_officers",
        "schedule": crontab(minute="12"),
        "options": {"expires": 3600},
    },
    # Views wake it when a file comes; this is for files that had to wait. Nobody needs yesterday's wake-up call.
    "examine the files that wait": {
        "task": "returns.tasks.examine_evidence",
        "schedule": 10,
        "options": {"expires": 10},
    },
    # Views wake it as well.
    "read and save spreadsheets of returns": {
        "task": "returns.tasks.work_on_workbooks",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "delete spreadsheets of returns that nobody went on with": {
        "task": "returns.tasks.drop_workbooks",
        "schedule": crontab(hour="3", minute="50"),
    },
    # 200 files at a time: a month is long enough for more than half a million.
    "scan stored files again": {
        "task": "returns.tasks.rescan_evidence",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "delete what was received and belongs to nobody": {
        "task": "returns.tasks.sweep_incoming",
        "schedule": crontab(minute="40"),
    },
    "propose files whose time is over": {
        "task": "returns.tasks.propose_disposals",
        "schedule": crontab(hour="2", minute="20"),
    },
    "tell of files with a child's data that must go": {
        "task": "returns.tasks.remind_of_children",
        "schedule": crontab(hour="2", minute="40"),
    },
    "remove what was on hold and no answer uses": {
        "task": "returns.tasks.remove_unused_evidence",
        "schedule": crontab(hour="3", minute="20"),
    },
    "delete what is left of files that are gone": {
        "task": "returns.tasks.delete_leftovers",
        "schedule": crontab(hour="3", minute="40"),
    },
    "remove accounts that were never confirmed": {
        "task": "accounts.tasks.sweep_accounts",
        "schedule": crontab(hour="3", minute="10"),
    },
    "publish what was verified": {
        "task": "reports.tasks.publish_figures",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    # Views wake it as well.
    "make the files that people asked for": {
        "task": "reports.tasks.make_exports",
        "schedule": 20,
        "options": {"expires": 20},
    },
    "delete files that people asked for and whose time is over": {
        "task": "reports.tasks.drop_exports",
        "schedule": crontab(minute="45"),
    },
    # Views wake it when there is something to do; this is for what had to wait.
    "work on the registers that wait": {
        "task": "suppliers.tasks.work_on_registers",
        "schedule": 20,
        "options": {"expires": 20},
    },
    "delete registers that are done with": {
        "task": "suppliers.tasks.drop_old_registers",
        "schedule": crontab(hour="3", minute="55"),
    },
    "delete drafts that nobody went on with": {
        "task": "suppliers.tasks.drop_old_drafts",
        "schedule": crontab(hour="3", minute="50"),
    },
    "tell admins who asks to join their organisation": {
        "task": "suppliers.tasks.tell_of_registrations",
        "schedule": 60,
    },
    "let people in whom a council has invited to a contract of their organisation": {
        "task": "suppliers.tasks.let_in_the_invited",
        "schedule": 60,
    },
    "tell councils whose turn it is to decide who somebody is": {
        "task": "suppliers.tasks.call_councils",
        "schedule": crontab(minute="25"),
    },
    "tell leads of officers who left their contracts behind": {
        "task": "returns.tasks.tell_of_departures",
        "schedule": crontab(minute="50"),
    },
    "forget who was interested in events that are long over": {
        "task": "cms.tasks.delete_old_interests",
        "schedule": crontab(hour="4", minute="10"),
    },
    "make the index of the public search again": {
        "task": "cms.tasks.index_pages",
        "schedule": crontab(hour="4", minute="30"),
    },
    "ask organisations of the directory whether their entry is right": {
        "task": "cms.tasks.keep_directory",
        "schedule": crontab(hour="8", minute="*/10"),
        "options": {"expires": 600},
    },
    "take needs and offers off the board after their last day": {
        "task": "cms.tasks.end_posts",
        "schedule": crontab(hour="0", minute="*/10"),
        "options": {"expires": 600},
    },
    "delete entries, needs and offers whose time is over": {
        "task": "cms.tasks.forget_community",
        "schedule": crontab(hour="4", minute="*/10"),
        "options": {"expires": 600},
    },
    "send waiting e-mails": {"task": "accounts.tasks.send_emails", "schedule": 30},
    # Does nothing unless GOV.UK Notify sends the e-mails.
    "ask what became of e-mails": {"task": "accounts.tasks.ask_for_receipts", "schedule": 60},
    "remind of checks and insurance of hosts": {
        "task": "suppliers.tasks.remind_of_expiries",
        "schedule": crontab(hour="7", minute="5,35"),
    },
    # Each source is asked once a day; the runs between go on where one had to stop.
    "fetch published notices": {
        "task": "suppliers.tasks.fetch_notices",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "publish pages whose moment has come": {
        "task": "cms.tasks.publish_scheduled",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "remind publishers of pages to look at again": {
        "task": "cms.tasks.remind_of_reviews",
        "schedule": crontab(hour="8", minute="5"),
    },
    "give new sites their editors and publishers": {
        "task": "cms.tasks.set_up_sites",
        "schedule": crontab(minute="55"),
    },
    "delete copies of pictures whose consent has ended": {
        "task": "cms.tasks.drop_expired_copies",
        "schedule": crontab(hour="0", minute="5"),
    },
    "remove records of consents whose time is over": {
        "task": "cms.tasks.remove_old_consents",
        "schedule": crontab(hour="4", minute="10"),
    },
    "seal the audit log": {"task": "audit.tasks.seal_audit", "schedule": 60},
}
