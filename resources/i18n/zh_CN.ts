<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Abilities</name>
        <message>
            <source>A personal account has no official interface: notes and scripts only</source>
            <translation>个人号没有官方接口：只做记录和话术</translation>
        </message>
        <message>
            <source>Customers write here and are answered from here</source>
            <translation>客户在这里来信，也在这里回复</translation>
        </message>
        <message>
            <source>Followers write here and are answered from here</source>
            <translation>关注者在这里来信，也在这里回复</translation>
        </message>
        <message>
            <source>The robot posts into its group and hears nothing</source>
            <translation>机器人只向群里发消息，收不到回复</translation>
        </message>
        <message>
            <source>Users of the mini program write here and are answered from here</source>
            <translation>小程序用户在这里来信，也在这里回复</translation>
        </message>
        <message>
            <source>WeCom lets no program chat as a member: copy the answer, send it there and mark it here</source>
            <translation>企业微信不允许程序以成员身份聊天：复制回复，到企业微信发送，在这里标记</translation>
        </message>
        <message>
            <source>WeCom lets no program write into a customer group: copy, send it there and mark it here</source>
            <translation>企业微信不允许程序在客户群发言：复制，到群里发送，在这里标记</translation>
        </message>
        <message>
            <source>assisted</source>
            <translation>辅助</translation>
        </message>
        <message>
            <source>record</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>send only</source>
            <translation>仅发送</translation>
        </message>
        <message>
            <source>two-way</source>
            <translation>双向</translation>
        </message>
    </context>
    <context>
        <name>AccountList</name>
        <message>
            <source>Accounts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find an account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No account has this name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hidden</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AccountTabs</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find an account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hide this tab</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pin to the front</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unpin</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttachmentStrip</name>
        <message>
            <source>Attachments</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>Take {0} away</source>
            <translation>移除 {0}</translation>
        </message>
    </context>
    <context>
        <name>Attachments</name>
        <message>
            <source>The picture cannot be kept</source>
            <translation>图片无法保存</translation>
        </message>
        <message>
            <source>{0} is no picture ({1})</source>
            <translation>{0} 不是图片（{1}）</translation>
        </message>
        <message>
            <source>{0} is not a file</source>
            <translation>{0} 不是文件</translation>
        </message>
    </context>
    <context>
        <name>Budget</name>
        <message>
            <source>All messages of this window are used; the customer must write first</source>
            <translation>本次窗口的消息条数已用完，需等客户先发消息</translation>
        </message>
        <message>
            <source>Copy the answer, send it in WeChat and mark it as sent here</source>
            <translation>复制回复，到微信发送，再在这里标记为已发</translation>
        </message>
        <message>
            <source>The customer has not written yet</source>
            <translation>客户还没有来信</translation>
        </message>
        <message>
            <source>The reply window has closed; it opens again when the customer writes</source>
            <translation>回复窗口已关闭，客户再次来信后重新打开</translation>
        </message>
    </context>
    <context>
        <name>Channel</name>
        <message>
            <source>All messages of this window are used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All messages since the customer last wrote are used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Management by API is switched off for this account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No colleague is logged in to WeCom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The access token is no longer valid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The account does not belong to this app any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The account was given to another app</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The app is switched off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The appid is wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The callback's token has expired</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The company id is wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The company is not verified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The company is not verified, or the platform withdrew a permission</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The console already configured this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The customer last wrote more than 48 hours ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The customer refuses messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The customer-service account is not open to this app</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The customer-service account was deleted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The day's calls are used up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is no longer there or of a wrong type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is too large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file must be fetched in pieces</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The menu has an item of an unknown type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The menu has too many items</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The message is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The message is too long</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture is too large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform did not understand the call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform does not know this customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform does not say why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform does not take this type of message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform has banned the account's interface</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform is busy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform said no without a known reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The platform's spam protection stopped this message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The reply window is closed, or the customer left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The robot is not in the group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The robot is switched off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The robot's key is wrong or it was removed from the group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The secret is wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server's IP address is not on the platform's list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The session cannot go into that state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The session is over</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The session was handed to a colleague in WeCom, or is over</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The voice message is too long</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This app is not allowed to call that interface</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This message was sent before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too many articles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too many calls; the platform wants a pause</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Clock</name>
        <message>
            <source>Today {0}</source>
            <translation>今天 {0}</translation>
        </message>
        <message>
            <source>Tomorrow {0}</source>
            <translation>明天 {0}</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>Yesterday {0}</source>
            <translation>昨天 {0}</translation>
        </message>
        <message>
            <source>d MMMM</source>
            <translation>M月d日</translation>
        </message>
        <message>
            <source>d MMMM yyyy</source>
            <translation>yyyy年M月d日</translation>
        </message>
        <message>
            <source>{0} d</source>
            <translation>{0} 天</translation>
        </message>
        <message>
            <source>{0} h {1}</source>
            <translation>{0} 时 {1}</translation>
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <source>A colleague deleted it while you changed “{0}”. “Use mine” brings it back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep theirs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make one text of both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mine, not yet kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save this text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Theirs, as it stands now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You and a colleague changed “{0}” at the same time. Both versions are safe: choose one.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Attach</source>
            <translation>添加附件</translation>
        </message>
        <message>
            <source>Copied. Paste it in WeChat; it is marked as sent here.</source>
            <translation>已复制。请到微信粘贴发送；这里已标记为已发。</translation>
        </message>
        <message>
            <source>Copy and mark as “{0}”</source>
            <translation>以「{0}」复制并标记</translation>
        </message>
        <message>
            <source>Ctrl Enter for a new line · Enter sends</source>
            <translation>Ctrl Enter 换行 · Enter 发送</translation>
        </message>
        <message>
            <source>Enter for a new line · Ctrl Enter sends</source>
            <translation>Enter 换行 · Ctrl Enter 发送</translation>
        </message>
        <message>
            <source>Files cannot be sent here</source>
            <translation>这里不能发送文件</translation>
        </message>
        <message>
            <source>Fill in {0} before it can be sent</source>
            <translation>填好 {0} 才能发送</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>内部备注</translation>
        </message>
        <message>
            <source>Only colleagues see this. @ mentions one of them.</source>
            <translation>仅同事可见。输入 @ 提到同事。</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.gif)</source>
            <translation>图片 (*.png *.jpg *.jpeg *.gif)</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>回复</translation>
        </message>
        <message>
            <source>Save the note</source>
            <translation>保存备注</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Send as “{0}”</source>
            <translation>以「{0}」发送</translation>
        </message>
        <message>
            <source>Write an answer. / finds quick replies by pinyin.</source>
            <translation>输入回复，打 / 用拼音找话术</translation>
        </message>
    </context>
    <context>
        <name>ComposerFrame</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Internal note {0}</source>
            <translation>内部备注 {0}</translation>
        </message>
        <message>
            <source>Quick replies /</source>
            <translation>话术 /</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>回复</translation>
        </message>
    </context>
    <context>
        <name>ConflictsPage</name>
        <message>
            <source>Back to the inbox</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard this?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing needs a decision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To be decided</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you wrote is gone then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When you and a colleague change the same text, both versions are kept and shown here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConversationColumn</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Every customer has an answer. “All” shows the conversations there are.</source>
            <translation>每位客户都已回复。点「全部」查看所有会话。</translation>
        </message>
        <message>
            <source>Everything is read</source>
            <translation>全部已读</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>我的</translation>
        </message>
        <message>
            <source>New messages appear here by themselves.</source>
            <translation>新消息会自动出现在这里。</translation>
        </message>
        <message>
            <source>No conversations yet</source>
            <translation>还没有会话</translation>
        </message>
        <message>
            <source>Nobody is waiting</source>
            <translation>没有客户在等</translation>
        </message>
        <message>
            <source>Nothing is assigned to you</source>
            <translation>没有分配给您的会话</translation>
        </message>
        <message>
            <source>Nothing is put away</source>
            <translation>没有挂起的会话</translation>
        </message>
        <message>
            <source>Open a conversation and choose “Make it mine” in its menu.</source>
            <translation>打开一个会话，在菜单里选「归我跟进」。</translation>
        </message>
        <message>
            <source>Search customers, messages, replies (pinyin too)</source>
            <translation>搜索客户、消息、话术（拼音可用）</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>已挂起</translation>
        </message>
        <message>
            <source>The clock above a conversation puts it away until a time you choose.</source>
            <translation>用会话上方的闹钟，可把它挂起到指定时间。</translation>
        </message>
        <message>
            <source>They appear when the first customer writes to one of your accounts.</source>
            <translation>有客户给您的账号来信后，会话就会出现。</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>未读</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待最久</translation>
        </message>
    </context>
    <context>
        <name>ConversationHeader</name>
        <message>
            <source>For an hour</source>
            <translation>一小时后</translation>
        </message>
        <message>
            <source>Make it mine</source>
            <translation>归我跟进</translation>
        </message>
        <message>
            <source>Mark as unread</source>
            <translation>标为未读</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>我的</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>免打扰</translation>
        </message>
        <message>
            <source>Nameless</source>
            <translation>未命名</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <source>Pin on top</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Resolve</source>
            <translation>标为已解决</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>已解决</translation>
        </message>
        <message>
            <source>Show or hide the customer card</source>
            <translation>显示或隐藏客户资料</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>已挂起</translation>
        </message>
        <message>
            <source>Star</source>
            <translation>加星标</translation>
        </message>
        <message>
            <source>Take the star away</source>
            <translation>取消星标</translation>
        </message>
        <message>
            <source>The customer has left this account</source>
            <translation>客户已离开此账号</translation>
        </message>
        <message>
            <source>Unmute</source>
            <translation>取消免打扰</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
        <message>
            <source>Until next Monday, 9:00</source>
            <translation>下周一 9:00</translation>
        </message>
        <message>
            <source>Until the customer writes</source>
            <translation>客户再次来信时</translation>
        </message>
        <message>
            <source>Until tomorrow, 9:00</source>
            <translation>明天 9:00</translation>
        </message>
        <message>
            <source>With {0}</source>
            <translation>{0} 跟进中</translation>
        </message>
        <message>
            <source>from {0}</source>
            <translation>来自 {0}</translation>
        </message>
    </context>
    <context>
        <name>ConversationRow</name>
        <message>
            <source>Answered</source>
            <translation>已回复</translation>
        </message>
        <message>
            <source>[Draft]</source>
            <translation>[草稿]</translation>
        </message>
        <message>
            <source>{0} members</source>
            <translation>{0} 人</translation>
        </message>
    </context>
    <context>
        <name>Crash</name>
        <message>
            <source>Save a report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something went wrong inside Heliu</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CustomerCard</name>
        <message>
            <source>Customer card</source>
            <translation>客户资料</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>Nameless</source>
            <translation>未命名</translation>
        </message>
        <message numerus="yes">
            <source>customer for %n day(s)</source>
            <translation>
                <numerusform>成为客户 %n 天</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Leave and lose them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave without sending?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preparing this computer…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer keeps nothing after Heliu is closed, and some edits have not been sent yet.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DraftKeeper</name>
        <message>
            <source>Draft not saved: {0}</source>
            <translation>草稿未保存：{0}</translation>
        </message>
        <message>
            <source>Draft restored</source>
            <translation>草稿已恢复</translation>
        </message>
        <message>
            <source>Draft saved on this computer</source>
            <translation>草稿已保存到本机</translation>
        </message>
        <message>
            <source>Not saved yet…</source>
            <translation>尚未保存…</translation>
        </message>
    </context>
    <context>
        <name>Embedded</name>
        <message>
            <source>The server of this computer did not start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server of this computer ends at once.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>A category cannot lie inside itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A category needs a name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A follow-up needs words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A part of Heliu stopped</source>
            <translation>Heliu 的一个组成部分停止了</translation>
        </message>
        <message>
            <source>A quick reply needs words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A setting is missing or wrong</source>
            <translation>有一项设置缺失或有误</translation>
        </message>
        <message>
            <source>A tag needs a name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No connection to the server</source>
            <translation>连接不上服务器</translation>
        </message>
        <message>
            <source>No message can be sent in this conversation now</source>
            <translation>现在不能在这个会话里发送消息</translation>
        </message>
        <message>
            <source>Only a message that failed can be sent again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Please log in again</source>
            <translation>请重新登录</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>出错了</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>The key of the local data is not in the keychain</source>
            <translation>系统钥匙串里没有本机数据的密钥</translation>
        </message>
        <message>
            <source>The local data belongs to a newer Heliu</source>
            <translation>本机数据来自更新版本的 Heliu</translation>
        </message>
        <message>
            <source>The local data cannot be read</source>
            <translation>本机数据无法读取</translation>
        </message>
        <message>
            <source>The login was refused</source>
            <translation>登录被拒绝</translation>
        </message>
        <message>
            <source>The server did not accept this</source>
            <translation>服务器没有接受这项操作</translation>
        </message>
        <message>
            <source>The server is busy</source>
            <translation>服务器繁忙</translation>
        </message>
        <message>
            <source>The server's certificate is not trusted</source>
            <translation>服务器的证书不受信任</translation>
        </message>
        <message>
            <source>There are more parts than the platform still takes in this window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no Heliu server at this address</source>
            <translation>这个地址上没有 Heliu 服务器</translation>
        </message>
        <message>
            <source>There is nothing to send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to write down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This cannot be used</source>
            <translation>这个内容无法使用</translation>
        </message>
        <message>
            <source>This computer has no keychain</source>
            <translation>这台电脑没有钥匙串</translation>
        </message>
        <message>
            <source>This conversation is not here any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not here any more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is too large</source>
            <translation>内容太大</translation>
        </message>
        <message>
            <source>This message may have been sent already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This was changed by someone else</source>
            <translation>已被他人修改</translation>
        </message>
        <message>
            <source>This was deleted meanwhile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>WeChat did not accept this</source>
            <translation>微信没有接受这项操作</translation>
        </message>
        <message>
            <source>WeChat did not answer</source>
            <translation>微信没有应答</translation>
        </message>
        <message>
            <source>WeChat is busy</source>
            <translation>微信繁忙</translation>
        </message>
        <message>
            <source>You are not allowed to do this</source>
            <translation>没有权限进行这项操作</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Attachments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Due</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shortcut</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stage</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Status</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FollowUp</name>
        <message>
            <source>In 3 days</source>
            <translation>3 天后</translation>
        </message>
        <message>
            <source>In an hour</source>
            <translation>1 小时后</translation>
        </message>
        <message>
            <source>Monday 9:00</source>
            <translation>周一 9:00</translation>
        </message>
        <message>
            <source>No time</source>
            <translation>不设时间</translation>
        </message>
        <message>
            <source>Tomorrow 9:00</source>
            <translation>明天 9:00</translation>
        </message>
    </context>
    <context>
        <name>FollowUpForm</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Due at</source>
            <translation>到期时间</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>跟进</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>What was agreed, what comes next</source>
            <translation>约定了什么，下一步做什么</translation>
        </message>
    </context>
    <context>
        <name>FollowUpItem</name>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Done {0}</source>
            <translation>已完成 {0}</translation>
        </message>
        <message>
            <source>Due {0}</source>
            <translation>{0} 到期</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <source>Was due {0}</source>
            <translation>{0} 已逾期</translation>
        </message>
    </context>
    <context>
        <name>FollowUpSection</name>
        <message>
            <source>Follow-ups and promises</source>
            <translation>跟进与承诺</translation>
        </message>
        <message>
            <source>Nothing yet. Write down what you promise.</source>
            <translation>还没有记录。答应客户的事，记在这里。</translation>
        </message>
        <message>
            <source>Write a follow-up</source>
            <translation>写跟进</translation>
        </message>
    </context>
    <context>
        <name>GoAnywhere</name>
        <message>
            <source>Accounts</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Customers, accounts, replies, messages: words or pinyin</source>
            <translation>客户、账号、话术、消息，可用拼音</translation>
        </message>
        <message>
            <source>Go to anything</source>
            <translation>搜索与跳转</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Nothing found. Try fewer letters, or the initials of the pinyin.</source>
            <translation>没有找到。试试少打几个字，或用拼音首字母。</translation>
        </message>
        <message>
            <source>Quick replies</source>
            <translation>话术</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Type a name, its initials, or words from a conversation.</source>
            <translation>输入姓名、拼音首字母，或聊天里的字词。</translation>
        </message>
        <message>
            <source>↑ ↓ choose · Enter goes there · Esc closes</source>
            <translation>↑ ↓ 选择 · Enter 前往 · Esc 关闭</translation>
        </message>
    </context>
    <context>
        <name>Identity</name>
        <message>
            <source>Closed</source>
            <translation>窗口已关</translation>
        </message>
        <message>
            <source>Has left</source>
            <translation>已离开</translation>
        </message>
        <message>
            <source>Open {0}</source>
            <translation>窗口开 {0}</translation>
        </message>
    </context>
    <context>
        <name>IdentitySection</name>
        <message>
            <source>Other identities of this customer</source>
            <translation>同一客户的其他身份</translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message>
            <source>A cell is not text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A shortcut has at most 32 characters and no blanks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It has no text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No row names its columns; one of them must be called 内容 or body</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick replies are written as .xlsx, .csv or .json</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The categories are more than 8 deep</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file has more than 100,000 rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is larger than 50 MB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is neither UTF-8 nor GBK text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The further parts cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The scope is neither 我的 nor 公司</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The text is longer than 20,000 characters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The title is longer than 200 characters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a JSON list of quick replies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a readable CSV file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a readable spreadsheet</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InboxPage</name>
        <message>
            <source>Choose a conversation</source>
            <translation>请选择会话</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>{0} opens the one that has waited longest.</source>
            <translation>按 {0} 打开等待最久的会话。</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>Account by its place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find on this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Internal note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a new one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the longest waiting conversation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page by its place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Snooze</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag the customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write a follow-up</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Kinds</name>
        <message>
            <source>Account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colleague</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Conversation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow-up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Identity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick reply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reminder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag of a customer</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Links</name>
        <message>
            <source>Only web, mail and phone links are opened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open this link?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This link really leads to {0}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LoginAgain</name>
        <message>
            <source>Log in again</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LoginForm</name>
        <message>
            <source>Ask your administrator for the company's certificate, or check the address.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the address and whether this computer is online.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Logging in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Password</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no Heliu server at this address. Check it for typing errors.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This name and password do not fit together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which server? The address is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your name is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your password is missing.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Media</name>
        <message>
            <source>Save the file</source>
            <translation>保存文件</translation>
        </message>
        <message>
            <source>The file of this message is not here</source>
            <translation>这条消息的文件不在本机</translation>
        </message>
        <message>
            <source>This is no picture that can be shown safely</source>
            <translation>这张图片无法安全显示</translation>
        </message>
    </context>
    <context>
        <name>Message</name>
        <message>
            <source>(empty message)</source>
            <translation>（空消息）</translation>
        </message>
        <message>
            <source>Contact card</source>
            <translation>名片</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Internal note · only colleagues see it</source>
            <translation>内部备注 · 仅同事可见</translation>
        </message>
        <message>
            <source>Kept as it came: {0}</source>
            <translation>按原样保存：{0}</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>链接</translation>
        </message>
        <message>
            <source>Location</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Mini program</source>
            <translation>小程序</translation>
        </message>
        <message>
            <source>Something happened</source>
            <translation>有新动态</translation>
        </message>
        <message>
            <source>This picture cannot be shown</source>
            <translation>图片无法显示</translation>
        </message>
        <message>
            <source>Unknown kind of message</source>
            <translation>未知类型的消息</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>Voice</source>
            <translation>语音</translation>
        </message>
        <message>
            <source>Voice message</source>
            <translation>语音消息</translation>
        </message>
        <message>
            <source>… {0} more characters: copy to read all</source>
            <translation>… 还有 {0} 个字，复制后可看全文</translation>
        </message>
    </context>
    <context>
        <name>MessageState</name>
        <message>
            <source>Accepted {0}</source>
            <translation>已受理 {0}</translation>
        </message>
        <message>
            <source>Copied and marked as sent {0}</source>
            <translation>已复制并标记 {0}</translation>
        </message>
        <message>
            <source>Delivered {0}</source>
            <translation>已送达 {0}</translation>
        </message>
        <message>
            <source>Not delivered: {0}</source>
            <translation>未送达：{0}</translation>
        </message>
        <message>
            <source>Recalled {0}</source>
            <translation>已撤回 {0}</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>重发</translation>
        </message>
        <message>
            <source>Unknown whether it arrived: check before sending again</source>
            <translation>不确定是否送达：请先核对再重发</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>等待发送</translation>
        </message>
        <message>
            <source>no reason given</source>
            <translation>平台未说明原因</translation>
        </message>
    </context>
    <context>
        <name>ModeChoice</name>
        <message>
            <source>A make-believe brand with twelve accounts and customers who write. Nothing is sent anywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All your WeChat customers in one window. Where is the work kept?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For one person: everything stays here. You can move to a team server later.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Just look around</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log in to the server of your company. You need its address, your name and password.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Welcome to Heliu</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With my team</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Put this away</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inbox</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Replies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PartList</name>
        <message>
            <source>Add picture or file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sent after the text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take this part away</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PictureDialog</name>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
    </context>
    <context>
        <name>ProfileSection</name>
        <message>
            <source>About</source>
            <translation>描述</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>公司</translation>
        </message>
        <message>
            <source>Last order</source>
            <translation>近单</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>手机</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>资料</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Show the whole number</source>
            <translation>显示完整号码</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuickReplies</name>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Company</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Team</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuickRepliesPage</name>
        <message>
            <source>A quick reply needs words or a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add picture or file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a quick reply, or write one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this category?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this quick reply?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In a conversation type / and a few letters of its title, pinyin or shortcut to use it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New quick reply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick replies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search title, text, pinyin, shortcut</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try fewer letters, or the initials of the pinyin.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is in “{0}” is kept and moves one level up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write one with +, or bring a table in with the menu.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{0}” goes for everybody who sees it.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuotaMeter</name>
        <message>
            <source>{0} left · closes in {1}</source>
            <translation>剩 {0} 条 · {1} 后关闭</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Away: nothing new</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Busy: only my own conversations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Online: takes new conversations</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Reasons</name>
        <message>
            <source>A file that belongs to it did not reach the server.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All messages of this window were used up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is gone, or no longer yours to see.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is larger than the server takes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server could not read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server is older than this program and does not know this yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server knows another edit by this name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This account or team is no longer yours.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You may not change this.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RefusedView</name>
        <message>
            <source>Copy the text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this record</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server did not accept this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you wrote</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReplyEditor</name>
        <message>
            <source>A blank to fill in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A choice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Category</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed by a colleague meanwhile: compare both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete this quick reply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Insert a variable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New quick reply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not saved yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick reply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved on this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shortcut after /</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What will be sent. {{称呼}} is filled in for each customer.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReplyPopup</name>
        <message>
            <source>Company</source>
            <translation>话术 · 公司</translation>
        </message>
        <message>
            <source>Ctrl ↵ sends</source>
            <translation>Ctrl ↵ 发送</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>话术 · 个人</translation>
        </message>
        <message>
            <source>No quick replies yet.</source>
            <translation>还没有话术。</translation>
        </message>
        <message>
            <source>No quick reply fits “{0}”. Esc closes this.</source>
            <translation>没有符合「{0}」的话术。按 Esc 关闭。</translation>
        </message>
        <message>
            <source>Quick replies</source>
            <translation>话术</translation>
        </message>
        <message>
            <source>Quick replies that fit</source>
            <translation>符合的话术</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>话术 · 团队</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message numerus="yes">
            <source>%n edit(s) have not been sent yet and would be lost.</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>About</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl+Enter, Enter starts a new line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Data on this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Enter, Shift+Enter starts a new line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything of this account is taken off this computer. The server keeps it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heliu is free software under the Apache License 2.0. It is built on:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Licences</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log out?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save a report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sending</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The report is saved. Customers' words are not in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server of this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {0}, Qt {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>When something went wrong</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Stage</name>
        <message>
            <source>Lead L</source>
            <translation>留咨 L</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>Referral R</source>
            <translation>转介绍 R</translation>
        </message>
        <message>
            <source>Repurchase R</source>
            <translation>复购 R</translation>
        </message>
        <message>
            <source>Retention R</source>
            <translation>留存 R</translation>
        </message>
        <message>
            <source>Sale S</source>
            <translation>促单 S</translation>
        </message>
        <message>
            <source>Traffic T</source>
            <translation>流量 T</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%n conflict(s) to settle</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n refused</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting to be sent</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connecting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Logged out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not syncing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Online</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>last synced {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>server {0} ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>synced {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what you write is kept here and goes out later</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StoreTrouble</name>
        <message>
            <source>Free some space and try again. What you wrote is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Install the newest Heliu on this computer. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep it in a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start over from the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is untouched. Unlock the keychain of this computer and try again, or start over: the old file is put aside and everything the server knows is fetched again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What Heliu keeps here is encrypted, and the key belongs into the keychain of this computer. Unlock or install one and try again; or keep the key in a file that only you may read; or keep nothing after Heliu is closed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You can start over: work that was not sent yet is rescued where it can be read, the damaged file is put aside, and everything the server knows is fetched again.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TagPicker</name>
        <message>
            <source>Find a tag</source>
            <translation>查找标签</translation>
        </message>
        <message>
            <source>Find a tag by name or pinyin</source>
            <translation>输入标签名或拼音</translation>
        </message>
        <message>
            <source>New tag “{0}”</source>
            <translation>新建标签「{0}」</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
    </context>
    <context>
        <name>TagSection</name>
        <message>
            <source>Add a tag</source>
            <translation>添加标签</translation>
        </message>
        <message>
            <source>Add a tag (T in the list, Ctrl+T anywhere)</source>
            <translation>添加标签（列表中按 T，任意处按 Ctrl+T）</translation>
        </message>
        <message>
            <source>Tag {0}: take it off</source>
            <translation>标签「{0}」：点击移除</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message numerus="yes">
            <source>%n new message(s) ↓</source>
            <translation>
                <numerusform>%n 条新消息 ↓</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Make a follow-up of it</source>
            <translation>转为跟进</translation>
        </message>
        <message>
            <source>Open {0}</source>
            <translation>打开 {0}</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>重发</translation>
        </message>
    </context>
    <context>
        <name>Today</name>
        <message>
            <source>Today {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tomorrow {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Yesterday {0}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <source>%n due today</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Due follow-ups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is due</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write a follow-up with a time beside a conversation ({0}), and it waits here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <source>Heliu: %n unread</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show Heliu</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Variables</name>
        <message>
            <source>Account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Customer's name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Greeting by time of day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last digits of the phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Salutation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WayOut</name>
        <message>
            <source>Send it as another type</source>
            <translation>换一种消息类型发送</translation>
        </message>
        <message>
            <source>The 48 hours are over: wait until the customer writes</source>
            <translation>已超过 48 小时：等客户来信</translation>
        </message>
        <message>
            <source>The customer has deleted this account</source>
            <translation>客户已删除此账号</translation>
        </message>
        <message>
            <source>The customer refuses messages</source>
            <translation>客户拒收消息</translation>
        </message>
        <message>
            <source>The platform blocked the content: change the words</source>
            <translation>平台拦截了内容：请改措辞</translation>
        </message>
        <message>
            <source>The session has ended: wait until the customer writes</source>
            <translation>会话已结束：等客户来信</translation>
        </message>
        <message>
            <source>Wait until the customer writes, or answer from another identity</source>
            <translation>等客户来信，或换一个身份回复</translation>
        </message>
        <message>
            <source>Wait until the customer writes, or send a subscription message</source>
            <translation>等客户来信，或发订阅消息</translation>
        </message>
    </context>
</TS>
