<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AccountTabs</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ActionBar</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>%n selected</numerusform>
                <numerusform>%n selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Bell</name>
        <message numerus="yes">
            <source>%n customer(s) wrote</source>
            <translation>
                <numerusform>%n customer wrote</numerusform>
                <numerusform>%n customers wrote</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) happened</source>
            <translation>
                <numerusform>%n thing happened</numerusform>
                <numerusform>%n things happened</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message numerus="yes">
            <source>Too long for one message by %n character(s)</source>
            <translation>
                <numerusform>Too long for one message by %n character</numerusform>
                <numerusform>Too long for one message by %n characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConversationVerbs</name>
        <message numerus="yes">
            <source>%n conversation(s) are yours now</source>
            <translation>
                <numerusform>%n conversation is yours now</numerusform>
                <numerusform>%n conversations are yours now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s)</source>
            <translation>
                <numerusform>%n customer</numerusform>
                <numerusform>%n customers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s) tagged</source>
            <translation>
                <numerusform>%n customer tagged</numerusform>
                <numerusform>%n customers tagged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them a colleague has already</source>
            <translation>
                <numerusform>A colleague has %n of them already</numerusform>
                <numerusform>Colleagues have %n of them already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first %n are selected: no more can be changed at once</source>
            <translation>
                <numerusform>The first one is selected: no more can be changed at once</numerusform>
                <numerusform>The first %n are selected: no more can be changed at once</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CustomerCard</name>
        <message numerus="yes">
            <source>%n day(s) with us</source>
            <translation>
                <numerusform>%n day with us</numerusform>
                <numerusform>%n days with us</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CustomerColumn</name>
        <message numerus="yes">
            <source>%n customer(s)</source>
            <translation>
                <numerusform>%n customer</numerusform>
                <numerusform>%n customers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CustomerVerbs</name>
        <message numerus="yes">
            <source>%n customer(s) tagged</source>
            <translation>
                <numerusform>%n customer tagged</numerusform>
                <numerusform>%n customers tagged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first %n are selected: no more can be changed at once</source>
            <translation>
                <numerusform>The first %n is selected: no more can be changed at once</numerusform>
                <numerusform>The first %n are selected: no more can be changed at once</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message numerus="yes">
            <source>%n could not be read</source>
            <translation>
                <numerusform>%n could not be read</numerusform>
                <numerusform>%n could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unsent edit(s) were saved</source>
            <translation>
                <numerusform>%n unsent edit was saved</numerusform>
                <numerusform>%n unsent edits were saved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unsent edit(s) were saved and go out now</source>
            <translation>
                <numerusform>%n unsent edit was saved and goes out now</numerusform>
                <numerusform>%n unsent edits were saved and go out now</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Done</name>
        <message numerus="yes">
            <source>%n conversation(s) given back to the queue</source>
            <translation>
                <numerusform>%n conversation given back to the queue</numerusform>
                <numerusform>%n conversations given back to the queue</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) given to {0}</source>
            <translation>
                <numerusform>%n conversation given to {0}</numerusform>
                <numerusform>%n conversations given to {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) marked as pending</source>
            <translation>
                <numerusform>%n conversation marked as pending</numerusform>
                <numerusform>%n conversations marked as pending</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) marked as unread</source>
            <translation>
                <numerusform>%n conversation marked as unread</numerusform>
                <numerusform>%n conversations marked as unread</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) muted</source>
            <translation>
                <numerusform>%n conversation muted</numerusform>
                <numerusform>%n conversations muted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) no longer muted</source>
            <translation>
                <numerusform>%n conversation no longer muted</numerusform>
                <numerusform>%n conversations no longer muted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) opened again</source>
            <translation>
                <numerusform>%n conversation opened again</numerusform>
                <numerusform>%n conversations opened again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) pinned</source>
            <translation>
                <numerusform>%n conversation pinned</numerusform>
                <numerusform>%n conversations pinned</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) resolved</source>
            <translation>
                <numerusform>%n conversation resolved</numerusform>
                <numerusform>%n conversations resolved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) snoozed</source>
            <translation>
                <numerusform>%n conversation snoozed</numerusform>
                <numerusform>%n conversations snoozed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) starred</source>
            <translation>
                <numerusform>%n conversation starred</numerusform>
                <numerusform>%n conversations starred</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s): priority “{0}”</source>
            <translation>
                <numerusform>%n conversation: priority “{0}”</numerusform>
                <numerusform>%n conversations: priority “{0}”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pin(s) taken away</source>
            <translation>
                <numerusform>%n conversation unpinned</numerusform>
                <numerusform>%n conversations unpinned</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n star(s) taken away</source>
            <translation>
                <numerusform>%n star taken away</numerusform>
                <numerusform>%n stars taken away</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterDialog</name>
        <message numerus="yes">
            <source>%n conversation(s) fit now</source>
            <translation>
                <numerusform>%n conversation fits now</numerusform>
                <numerusform>%n conversations fit now</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>%n are here already and are left out</source>
            <translation>
                <numerusform>%n is here already and is left out</numerusform>
                <numerusform>%n are here already and are left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) can be taken</source>
            <translation>
                <numerusform>%n row can be taken</numerusform>
                <numerusform>%n rows can be taken</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) cannot be taken:</source>
            <translation>
                <numerusform>%n row cannot be taken:</numerusform>
                <numerusform>%n rows cannot be taken:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take %n row(s)</source>
            <translation>
                <numerusform>Take %n row</numerusform>
                <numerusform>Take %n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LockPane</name>
        <message numerus="yes">
            <source>after %n minute(s) without a touch</source>
            <translation>
                <numerusform>after %n minute without a touch</numerusform>
                <numerusform>after %n minutes without a touch</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LockScreen</name>
        <message numerus="yes">
            <source>That was not it. Try again in %n second(s).</source>
            <translation>
                <numerusform>That was not it. Try again in %n second.</numerusform>
                <numerusform>That was not it. Try again in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Names</name>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoticesPane</name>
        <message numerus="yes">
            <source>say it again every %n minute(s)</source>
            <translation>
                <numerusform>say it again every minute</numerusform>
                <numerusform>say it again every %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message numerus="yes">
            <source>Try again in %n second(s).</source>
            <translation>
                <numerusform>Try again in %n second.</numerusform>
                <numerusform>Try again in %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueueChip</name>
        <message numerus="yes">
            <source>%n customer(s) in the queue</source>
            <translation>
                <numerusform>%n customer in the queue</numerusform>
                <numerusform>%n customers in the queue</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueuePreview</name>
        <message numerus="yes">
            <source>%n customer(s) have no agent yet</source>
            <translation>
                <numerusform>%n customer has no agent yet</numerusform>
                <numerusform>%n customers have no agent yet</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QuickReplies</name>
        <message numerus="yes">
            <source>%n categories</source>
            <translation>
                <numerusform>%n category</numerusform>
                <numerusform>%n categories</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quick replies</source>
            <translation>
                <numerusform>%n quick reply</numerusform>
                <numerusform>%n quick replies</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sending</name>
        <message numerus="yes">
            <source>Send the %n remaining part(s)</source>
            <translation>
                <numerusform>Send the %n remaining part</numerusform>
                <numerusform>Send the %n remaining parts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message numerus="yes">
            <source>%n edit(s) have not been sent yet and would be lost.</source>
            <translation>
                <numerusform>%n edit has not been sent yet and would be lost.</numerusform>
                <numerusform>%n edits have not been sent yet and would be lost.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s) before a message leaves</source>
            <translation>
                <numerusform>%n second before a message leaves</numerusform>
                <numerusform>%n seconds before a message leaves</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%n conflict(s) to settle</source>
            <translation>
                <numerusform>%n conflict to settle</numerusform>
                <numerusform>%n conflicts to settle</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n refused</source>
            <translation>
                <numerusform>%n refused</numerusform>
                <numerusform>%n refused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting to be sent</source>
            <translation>
                <numerusform>%n waiting to be sent</numerusform>
                <numerusform>%n waiting to be sent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tables</name>
        <message numerus="yes">
            <source>%n quick replies taken in</source>
            <translation>
                <numerusform>%n quick reply taken in</numerusform>
                <numerusform>%n quick replies taken in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quick replies written</source>
            <translation>
                <numerusform>%n quick reply written</numerusform>
                <numerusform>%n quick replies written</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message numerus="yes">
            <source>%n new message(s) ↓</source>
            <translation>
                <numerusform>%n new message ↓</numerusform>
                <numerusform>%n new messages ↓</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <source>%n due today</source>
            <translation>
                <numerusform>%n due today</numerusform>
                <numerusform>%n due today</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <translation>
                <numerusform>%n late</numerusform>
                <numerusform>%n late</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <source>Heliu: %n unread</source>
            <translation>
                <numerusform>Heliu: %n unread</numerusform>
                <numerusform>Heliu: %n unread</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Watch</name>
        <message numerus="yes">
            <source>%n customer(s) of yours wait</source>
            <translation>
                <numerusform>%n customer of yours waits</numerusform>
                <numerusform>%n customers of yours wait</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s) wait for an answer too long</source>
            <translation>
                <numerusform>%n customer waits for an answer too long</numerusform>
                <numerusform>%n customers wait for an answer too long</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n edit(s) contradict a colleague's</source>
            <translation>
                <numerusform>%n edit contradicts a colleague's</numerusform>
                <numerusform>%n edits contradict a colleague's</numerusform>
            </translation>
        </message>
    </context>
</TS>
