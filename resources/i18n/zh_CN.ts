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
            <translation>账号</translation>
        </message>
        <message>
            <source>Find an account</source>
            <translation>查找账号</translation>
        </message>
        <message>
            <source>No account has this name</source>
            <translation>没有这个名字的账号</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>已隐藏</translation>
        </message>
    </context>
    <context>
        <name>AccountTabs</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>还有 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n 条未读</numerusform>
            </translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Find an account</source>
            <translation>查找账号</translation>
        </message>
        <message>
            <source>Hide this tab</source>
            <translation>隐藏此标签</translation>
        </message>
        <message>
            <source>Move left</source>
            <translation>左移</translation>
        </message>
        <message>
            <source>Move right</source>
            <translation>右移</translation>
        </message>
        <message>
            <source>Pin to the front</source>
            <translation>固定在最前</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消固定</translation>
        </message>
    </context>
    <context>
        <name>ActionBar</name>
        <message numerus="yes">
            <source>%n selected</source>
            <translation>
                <numerusform>已选 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Select none</source>
            <translation>取消选中</translation>
        </message>
    </context>
    <context>
        <name>Attaching</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Attach</source>
            <translation>添加附件</translation>
        </message>
        <message>
            <source>Files cannot be sent here</source>
            <translation>这里不能发送文件</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.gif)</source>
            <translation>图片 (*.png *.jpg *.jpeg *.gif)</translation>
        </message>
        <message>
            <source>{0} characters are too many for a message: save them as a file and send that</source>
            <translation>{0} 个字超出一条消息的限度：请存成文件再发送</translation>
        </message>
    </context>
    <context>
        <name>AttachmentStrip</name>
        <message>
            <source>Alt and the arrows change the order, Del takes it away, Space shows it</source>
            <translation>Alt+方向键调整顺序，Del 移除，空格查看</translation>
        </message>
        <message>
            <source>Attachments</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>Take {0} away</source>
            <translation>移除 {0}</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>第 {0} 个，共 {1} 个</translation>
        </message>
    </context>
    <context>
        <name>Attachments</name>
        <message>
            <source>The picture cannot be kept</source>
            <translation>图片无法保存</translation>
        </message>
        <message>
            <source>files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>videos</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>voice</source>
            <translation>语音</translation>
        </message>
        <message>
            <source>{0} cannot be sent from this account: it takes {1}</source>
            <translation>{0} 不能从这个账号发送：它只支持{1}</translation>
        </message>
        <message>
            <source>{0} has {1}; the platform takes {2} at most</source>
            <translation>{0} 有 {1}，平台最大支持 {2}</translation>
        </message>
        <message>
            <source>{0} holds next to nothing: the platform refuses so small a file</source>
            <translation>{0} 内容过少，平台不收这么小的文件</translation>
        </message>
        <message>
            <source>{0} is empty</source>
            <translation>{0} 是空文件</translation>
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
        <name>Bell</name>
        <message numerus="yes">
            <source>%n customer(s) wrote</source>
            <translation>
                <numerusform>%n 位客户发来消息</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) happened</source>
            <translation>
                <numerusform>有 %n 条新动态</numerusform>
            </translation>
        </message>
        <message>
            <source>Heliu</source>
            <translation>合流</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Something new has arrived. The desk is locked.</source>
            <translation>有新消息。合流已锁定。</translation>
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
        <name>Captions</name>
        <message>
            <source>Accounts</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Follow-up due</source>
            <translation>待跟进</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>最近联系</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
    </context>
    <context>
        <name>CategoryPane</name>
        <message>
            <source>Categories</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Delete category</source>
            <translation>删除分类</translation>
        </message>
        <message>
            <source>New category</source>
            <translation>新建分类</translation>
        </message>
        <message>
            <source>Quick replies</source>
            <translation>快捷回复</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
    </context>
    <context>
        <name>Channel</name>
        <message>
            <source>All messages of this window are used</source>
            <translation>本窗口的条数已用完</translation>
        </message>
        <message>
            <source>All messages since the customer last wrote are used</source>
            <translation>客户上次来消息后的可发条数已用完</translation>
        </message>
        <message>
            <source>Management by API is switched off for this account</source>
            <translation>该账号未开启接口管理</translation>
        </message>
        <message>
            <source>No colleague is logged in to WeCom</source>
            <translation>没有同事登录企业微信</translation>
        </message>
        <message>
            <source>The access token is no longer valid</source>
            <translation>访问凭证已失效</translation>
        </message>
        <message>
            <source>The account does not belong to this app any more</source>
            <translation>该账号已不属于此应用</translation>
        </message>
        <message>
            <source>The account was given to another app</source>
            <translation>该账号已授权给其他应用</translation>
        </message>
        <message>
            <source>The app is switched off</source>
            <translation>应用已停用</translation>
        </message>
        <message>
            <source>The appid is wrong</source>
            <translation>appid 不正确</translation>
        </message>
        <message>
            <source>The callback's token has expired</source>
            <translation>回调凭证已过期</translation>
        </message>
        <message>
            <source>The company id is wrong</source>
            <translation>企业 ID 不正确</translation>
        </message>
        <message>
            <source>The company is not verified</source>
            <translation>企业未认证</translation>
        </message>
        <message>
            <source>The company is not verified, or the platform withdrew a permission</source>
            <translation>企业未认证，或平台收回了权限</translation>
        </message>
        <message>
            <source>The console already configured this</source>
            <translation>已在管理后台配置过</translation>
        </message>
        <message>
            <source>The customer last wrote more than 48 hours ago</source>
            <translation>客户上次来消息已超过 48 小时</translation>
        </message>
        <message>
            <source>The customer refuses messages</source>
            <translation>客户拒收消息</translation>
        </message>
        <message>
            <source>The customer-service account is not open to this app</source>
            <translation>该客服账号未授权给此应用</translation>
        </message>
        <message>
            <source>The customer-service account was deleted</source>
            <translation>客服账号已删除</translation>
        </message>
        <message>
            <source>The day's calls are used up</source>
            <translation>今天的调用次数已用完</translation>
        </message>
        <message>
            <source>The file is no longer there or of a wrong type</source>
            <translation>文件已失效或类型不对</translation>
        </message>
        <message>
            <source>The file is too large</source>
            <translation>文件太大</translation>
        </message>
        <message>
            <source>The file must be fetched in pieces</source>
            <translation>文件需要分片获取</translation>
        </message>
        <message>
            <source>The menu has an item of an unknown type</source>
            <translation>菜单里有未知类型的选项</translation>
        </message>
        <message>
            <source>The menu has too many items</source>
            <translation>菜单选项太多</translation>
        </message>
        <message>
            <source>The message is empty</source>
            <translation>消息为空</translation>
        </message>
        <message>
            <source>The message is too long</source>
            <translation>消息太长</translation>
        </message>
        <message>
            <source>The picture is too large</source>
            <translation>图片太大</translation>
        </message>
        <message>
            <source>The platform did not understand the call</source>
            <translation>平台无法识别此请求</translation>
        </message>
        <message>
            <source>The platform does not know this customer</source>
            <translation>平台不认识这位客户</translation>
        </message>
        <message>
            <source>The platform does not say why</source>
            <translation>平台没有说明原因</translation>
        </message>
        <message>
            <source>The platform does not take this type of message</source>
            <translation>平台不支持这种消息</translation>
        </message>
        <message>
            <source>The platform has banned the account's interface</source>
            <translation>平台已封禁该账号的接口</translation>
        </message>
        <message>
            <source>The platform is busy</source>
            <translation>平台繁忙</translation>
        </message>
        <message>
            <source>The platform said no without a known reason</source>
            <translation>平台拒绝，原因不明</translation>
        </message>
        <message>
            <source>The platform's spam protection stopped this message</source>
            <translation>被平台的反垃圾规则拦截</translation>
        </message>
        <message>
            <source>The reply window is closed, or the customer left</source>
            <translation>回复窗口已关闭，或客户已离开</translation>
        </message>
        <message>
            <source>The robot is not in the group</source>
            <translation>机器人不在群里</translation>
        </message>
        <message>
            <source>The robot is switched off</source>
            <translation>机器人已停用</translation>
        </message>
        <message>
            <source>The robot's key is wrong or it was removed from the group</source>
            <translation>机器人密钥不对，或已被移出群</translation>
        </message>
        <message>
            <source>The secret is wrong</source>
            <translation>密钥不正确</translation>
        </message>
        <message>
            <source>The server's IP address is not on the platform's list</source>
            <translation>服务器 IP 不在平台白名单内</translation>
        </message>
        <message>
            <source>The session cannot go into that state</source>
            <translation>会话无法变为该状态</translation>
        </message>
        <message>
            <source>The session is over</source>
            <translation>会话已结束</translation>
        </message>
        <message>
            <source>The session was handed to a colleague in WeCom, or is over</source>
            <translation>会话已转给企业微信中的同事，或已结束</translation>
        </message>
        <message>
            <source>The voice message is too long</source>
            <translation>语音太长</translation>
        </message>
        <message>
            <source>This app is not allowed to call that interface</source>
            <translation>该应用无权调用此接口</translation>
        </message>
        <message>
            <source>This message was sent before</source>
            <translation>这条消息已发送过</translation>
        </message>
        <message>
            <source>Too many articles</source>
            <translation>图文太多</translation>
        </message>
        <message>
            <source>Too many calls; the platform wants a pause</source>
            <translation>调用过于频繁，平台要求稍候</translation>
        </message>
    </context>
    <context>
        <name>CheatSheet</name>
        <message>
            <source>All keys</source>
            <translation>全部快捷键</translation>
        </message>
        <message>
            <source>Change the keys</source>
            <translation>修改快捷键</translation>
        </message>
        <message>
            <source>Find a command or a key</source>
            <translation>查找命令或按键</translation>
        </message>
        <message>
            <source>No key fits. Try fewer letters.</source>
            <translation>没有符合的快捷键，少输几个字母试试。</translation>
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
            <source>d MMM</source>
            <translation>M月d日</translation>
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
        <name>Colleagues</name>
        <message>
            <source>A colleague</source>
            <translation>同事</translation>
        </message>
    </context>
    <context>
        <name>Comparison</name>
        <message>
            <source>A colleague deleted it while you changed “{0}”. “Use mine” brings it back.</source>
            <translation>您修改「{0}」时，同事把它删除了。选「用我的」会恢复它。</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Keep theirs</source>
            <translation>保留对方的</translation>
        </message>
        <message>
            <source>Make one text of both</source>
            <translation>合并成一份</translation>
        </message>
        <message>
            <source>Mine, not yet kept</source>
            <translation>我的（尚未采用）</translation>
        </message>
        <message>
            <source>Save this text</source>
            <translation>保存这份文字</translation>
        </message>
        <message>
            <source>Theirs, as it stands now</source>
            <translation>对方的（当前内容）</translation>
        </message>
        <message>
            <source>Use mine</source>
            <translation>用我的</translation>
        </message>
        <message>
            <source>You and a colleague changed “{0}” at the same time. Both versions are safe: choose one.</source>
            <translation>您和同事同时修改了「{0}」。两份都还在，请选择。</translation>
        </message>
        <message>
            <source>You and {1} changed “{0}” at the same time. Both versions are safe: choose one.</source>
            <translation>您和 {1} 同时修改了「{0}」。两份都还在，请选择。</translation>
        </message>
        <message>
            <source>You changed “{0}” on another device as well. Both versions are safe: choose one.</source>
            <translation>您在另一台设备上也修改了「{0}」。两份都还在，请选择。</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>Copy and mark as “{0}”</source>
            <translation>以「{0}」复制并标记</translation>
        </message>
        <message>
            <source>Ctrl+Enter for a new line · Enter sends</source>
            <translation>Ctrl+Enter 换行 · Enter 发送</translation>
        </message>
        <message>
            <source>Enter for a new line · Ctrl+Enter sends</source>
            <translation>Enter 换行 · Ctrl+Enter 发送</translation>
        </message>
        <message>
            <source>Fill in {0} before it can be sent</source>
            <translation>填好「{0}」才能发送</translation>
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
            <source>Only {0} of these {1} messages can still go</source>
            <translation>这 {1} 条里只能再发 {0} 条</translation>
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
        <message numerus="yes">
            <source>Too long for one message by %n character(s)</source>
            <translation>
                <numerusform>超出单条消息上限 %n 个字</numerusform>
            </translation>
        </message>
        <message>
            <source>Write an answer. / finds quick replies by pinyin.</source>
            <translation>输入回复，打 / 用拼音找话术</translation>
        </message>
        <message>
            <source>{0} is writing an answer here</source>
            <translation>{0} 正在这里回复</translation>
        </message>
    </context>
    <context>
        <name>ComposerFrame</name>
        <message>
            <source>Answer from another identity</source>
            <translation>换一个身份回复</translation>
        </message>
        <message>
            <source>Call the customer</source>
            <translation>给客户打电话</translation>
        </message>
        <message>
            <source>Cards and variables</source>
            <translation>卡片和变量</translation>
        </message>
        <message>
            <source>Emoji (type : and a word)</source>
            <translation>表情（输入 : 加拼音）</translation>
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
            <source>Internal note {0}</source>
            <translation>内部备注 {0}</translation>
        </message>
        <message>
            <source>Replies /</source>
            <translation>话术 /</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>回复</translation>
        </message>
        <message>
            <source>Send at a time</source>
            <translation>定时发送</translation>
        </message>
        <message>
            <source>Send the rest</source>
            <translation>发送剩余部分</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>归我跟进</translation>
        </message>
    </context>
    <context>
        <name>ComposerMenu</name>
        <message>
            <source>Variable {0}</source>
            <translation>变量 {0}</translation>
        </message>
    </context>
    <context>
        <name>ConditionGroup</name>
        <message>
            <source>All of these hold</source>
            <translation>满足以下全部条件</translation>
        </message>
        <message>
            <source>At least one of these holds</source>
            <translation>满足以下任一条件</translation>
        </message>
        <message>
            <source>How many must hold</source>
            <translation>需要满足多少</translation>
        </message>
        <message>
            <source>Remove this group</source>
            <translation>移除这一组</translation>
        </message>
        <message>
            <source>＋ Condition</source>
            <translation>＋ 条件</translation>
        </message>
        <message>
            <source>＋ Group</source>
            <translation>＋ 条件组</translation>
        </message>
    </context>
    <context>
        <name>ConditionRow</name>
        <message>
            <source> min</source>
            <translation> 分钟</translation>
        </message>
        <message>
            <source>How it is compared</source>
            <translation>如何比较</translation>
        </message>
        <message>
            <source>Remove this condition</source>
            <translation>移除这个条件</translation>
        </message>
        <message>
            <source>What is asked</source>
            <translation>比较什么</translation>
        </message>
        <message>
            <source>With what</source>
            <translation>与什么比较</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>文字</translation>
        </message>
    </context>
    <context>
        <name>Conditions</name>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Assigned to</source>
            <translation>负责人</translation>
        </message>
        <message>
            <source>Customer group</source>
            <translation>客户群</translation>
        </message>
        <message>
            <source>Group robot</source>
            <translation>群机器人</translation>
        </message>
        <message>
            <source>Kind of account</source>
            <translation>账号类型</translation>
        </message>
        <message>
            <source>Last word</source>
            <translation>最后一句</translation>
        </message>
        <message>
            <source>Mini program</source>
            <translation>小程序</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>免打扰</translation>
        </message>
        <message>
            <source>Name or last words</source>
            <translation>名字或最后的话</translation>
        </message>
        <message>
            <source>Official account</source>
            <translation>公众号</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>待处理</translation>
        </message>
        <message>
            <source>Personal account</source>
            <translation>个人号</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>已解决</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>已挂起</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Starred</source>
            <translation>星标</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>未读</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>已等待</translation>
        </message>
        <message>
            <source>WeChat customer service</source>
            <translation>微信客服</translation>
        </message>
        <message>
            <source>WeCom member</source>
            <translation>企业微信成员</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>包含</translation>
        </message>
        <message>
            <source>does not contain</source>
            <translation>不包含</translation>
        </message>
        <message>
            <source>is</source>
            <translation>是</translation>
        </message>
        <message>
            <source>is at least</source>
            <translation>至少是</translation>
        </message>
        <message>
            <source>is missing</source>
            <translation>没有</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>不是</translation>
        </message>
        <message>
            <source>is there</source>
            <translation>有</translation>
        </message>
        <message>
            <source>longer than</source>
            <translation>超过</translation>
        </message>
        <message>
            <source>me</source>
            <translation>我</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>无人</translation>
        </message>
        <message>
            <source>nobody's</source>
            <translation>还没有</translation>
        </message>
        <message>
            <source>ours</source>
            <translation>我方说的</translation>
        </message>
        <message>
            <source>the customer's</source>
            <translation>客户说的</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
    </context>
    <context>
        <name>ConflictsPage</name>
        <message>
            <source>Back to the inbox</source>
            <translation>返回会话</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Discard this?</source>
            <translation>丢弃这项修改？</translation>
        </message>
        <message>
            <source>Nothing needs a decision</source>
            <translation>没有待处理的冲突</translation>
        </message>
        <message>
            <source>To be decided</source>
            <translation>待处理</translation>
        </message>
        <message>
            <source>What you wrote is gone then.</source>
            <translation>您写的内容将不再保留。</translation>
        </message>
        <message>
            <source>When you and a colleague change the same text, both versions are kept and shown here.</source>
            <translation>您和同事改了同一段文字时，两份都会保留并显示在这里。</translation>
        </message>
    </context>
    <context>
        <name>ConversationColumn</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Choose another filter, or change what this one asks for.</source>
            <translation>换一个筛选，或修改这个筛选的条件。</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Conversations that nobody has taken yet appear here.</source>
            <translation>还没有人接待的会话会出现在这里。</translation>
        </message>
        <message>
            <source>Every customer has an answer. “All” shows the conversations there are.</source>
            <translation>每位客户都已回复。点「全部」查看所有会话。</translation>
        </message>
        <message>
            <source>Everybody is attended to</source>
            <translation>每位客户都有人接待</translation>
        </message>
        <message>
            <source>Everything is read</source>
            <translation>全部已读</translation>
        </message>
        <message>
            <source>Mark a conversation as pending in its menu when somebody else has to act first.</source>
            <translation>要等别人先处理时，在会话菜单里标为待处理。</translation>
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
            <source>Nobody's</source>
            <translation>待接待</translation>
        </message>
        <message>
            <source>Nothing fits “{0}”</source>
            <translation>没有符合「{0}」的会话</translation>
        </message>
        <message>
            <source>Nothing is assigned to you</source>
            <translation>没有分配给您的会话</translation>
        </message>
        <message>
            <source>Nothing is pending</source>
            <translation>没有待处理的会话</translation>
        </message>
        <message>
            <source>Nothing is put away</source>
            <translation>没有挂起的会话</translation>
        </message>
        <message>
            <source>Nothing is resolved yet</source>
            <translation>还没有已解决的会话</translation>
        </message>
        <message>
            <source>Nothing is starred</source>
            <translation>没有星标会话</translation>
        </message>
        <message>
            <source>Open a conversation and choose “Make it mine” in its menu.</source>
            <translation>打开一个会话，在菜单里选「归我跟进」。</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>待处理</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>已解决</translation>
        </message>
        <message>
            <source>Search customers, messages, replies (pinyin too)</source>
            <translation>搜索客户、消息、话术（拼音可用）</translation>
        </message>
        <message>
            <source>Search, pinyin too</source>
            <translation>搜索（拼音可用）</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>已挂起</translation>
        </message>
        <message>
            <source>Star a conversation in its menu to find it again here.</source>
            <translation>在会话菜单里加星标，以后在这里找到它。</translation>
        </message>
        <message>
            <source>Starred</source>
            <translation>星标</translation>
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
        <message>
            <source>What is done appears here; it opens again when the customer writes.</source>
            <translation>处理完的会话在这里；客户再来消息时会重新打开。</translation>
        </message>
    </context>
    <context>
        <name>ConversationHeader</name>
        <message>
            <source>Mine</source>
            <translation>我的</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>待处理</translation>
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
            <source>Snooze</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>已挂起</translation>
        </message>
        <message>
            <source>The customer has left this account</source>
            <translation>客户已离开此账号</translation>
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
        <name>ConversationVerbs</name>
        <message numerus="yes">
            <source>%n conversation(s) are yours now</source>
            <translation>
                <numerusform>已接手 %n 个会话</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s)</source>
            <translation>
                <numerusform>%n 位客户</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s) tagged</source>
            <translation>
                <numerusform>已给 %n 位客户打标签</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them a colleague has already</source>
            <translation>
                <numerusform>其中 %n 个已由同事接手</numerusform>
            </translation>
        </message>
        <message>
            <source>A colleague</source>
            <translation>同事</translation>
        </message>
        <message>
            <source>Make it mine</source>
            <translation>归我跟进</translation>
        </message>
        <message>
            <source>Make it yours?</source>
            <translation>这个会话归您跟进？</translation>
        </message>
        <message>
            <source>No colleague sees all of these accounts; choose conversations of one account</source>
            <translation>没有同事能同时看到这些账号，请只选同一账号的会话</translation>
        </message>
        <message>
            <source>No colleague sees this account; the administrator can grant it to one</source>
            <translation>没有其他同事能看到此账号，可请管理员授权</translation>
        </message>
        <message>
            <source>No sending window is open that could close</source>
            <translation>没有打开的发送窗口</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤销</translation>
        </message>
        <message numerus="yes">
            <source>The first %n are selected: no more can be changed at once</source>
            <translation>
                <numerusform>已选前 %n 个：一次不能更多</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{0} has this conversation and sees that it is yours then.</source>
            <translation>这个会话由 {0} 负责，对方会看到它改由您跟进。</translation>
        </message>
    </context>
    <context>
        <name>Crash</name>
        <message>
            <source>Archive (*.zip)</source>
            <translation>压缩包 (*.zip)</translation>
        </message>
        <message>
            <source>Drafts and unsent messages are safe. A report helps to find out why.</source>
            <translation>草稿和未发出的消息都在。保存一份报告有助于查明原因。</translation>
        </message>
        <message>
            <source>Export the logs</source>
            <translation>导出日志</translation>
        </message>
        <message>
            <source>Heliu did not end properly last time</source>
            <translation>合流上次没有正常退出</translation>
        </message>
        <message>
            <source>Save a report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Saved. Customers' words, names and numbers are not in it.</source>
            <translation>已保存，其中不含客户的话、姓名和号码。</translation>
        </message>
        <message>
            <source>Something went wrong inside Heliu</source>
            <translation>合流内部出错了</translation>
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation>文本 (*.txt)</translation>
        </message>
        <message>
            <source>{0} cannot be written</source>
            <translation>无法写入 {0}</translation>
        </message>
    </context>
    <context>
        <name>CustomerCard</name>
        <message numerus="yes">
            <source>%n day(s) with us</source>
            <translation>
                <numerusform>成为客户 %n 天</numerusform>
            </translation>
        </message>
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
    </context>
    <context>
        <name>CustomerColumn</name>
        <message numerus="yes">
            <source>%n customer(s)</source>
            <translation>
                <numerusform>%n 位客户</numerusform>
            </translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Name, remark, phone or pinyin</source>
            <translation>姓名、备注、手机号或拼音</translation>
        </message>
        <message>
            <source>No customers yet</source>
            <translation>还没有客户</translation>
        </message>
        <message>
            <source>Nobody fits</source>
            <translation>没有符合的客户</translation>
        </message>
        <message>
            <source>Selected customers</source>
            <translation>选中的客户</translation>
        </message>
        <message>
            <source>Show all customers</source>
            <translation>显示全部客户</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>打标签</translation>
        </message>
        <message>
            <source>Try fewer letters, or the initials of the pinyin; or take a filter off.</source>
            <translation>少输几个字，或只输拼音首字母；也可以去掉一个筛选条件。</translation>
        </message>
        <message>
            <source>Whoever writes to one of your accounts appears here by themselves.</source>
            <translation>有人给您的任一账号发来消息，就会自动出现在这里。</translation>
        </message>
        <message>
            <source>Whoever writes to this account appears here by themselves.</source>
            <translation>有人给这个账号发来消息，就会自动出现在这里。</translation>
        </message>
    </context>
    <context>
        <name>CustomerVerbs</name>
        <message numerus="yes">
            <source>%n customer(s) tagged</source>
            <translation>
                <numerusform>已给 %n 位客户打标签</numerusform>
            </translation>
        </message>
        <message>
            <source>Open a conversation</source>
            <translation>打开会话</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>已撤销</translation>
        </message>
        <message numerus="yes">
            <source>The first %n are selected: no more can be changed at once</source>
            <translation>
                <numerusform>已选前 %n 个：一次不能更多</numerusform>
            </translation>
        </message>
        <message>
            <source>There is no conversation with this customer yet</source>
            <translation>和这位客户还没有会话</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>Customers</name>
        <message>
            <source>Never spoke</source>
            <translation>从未联系</translation>
        </message>
        <message>
            <source>Not a customer</source>
            <translation>非客户</translation>
        </message>
        <message>
            <source>due {0}</source>
            <translation>{0} 到期</translation>
        </message>
    </context>
    <context>
        <name>CustomersPage</name>
        <message>
            <source>Choose a customer</source>
            <translation>选择一位客户</translation>
        </message>
        <message>
            <source>{0} opens the conversation, {1} tags, {2} writes a follow-up.</source>
            <translation>{0} 打开会话，{1} 打标签，{2} 写跟进。</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message numerus="yes">
            <source>%n could not be read</source>
            <translation>
                <numerusform>%n 项无法读出</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unsent edit(s) were saved</source>
            <translation>
                <numerusform>已救回 %n 项未发出的改动</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unsent edit(s) were saved and go out now</source>
            <translation>
                <numerusform>已救回 %n 项未发出的改动，正在发出</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave and lose them</source>
            <translation>退出并放弃</translation>
        </message>
        <message>
            <source>Leave without sending?</source>
            <translation>还有内容没发出，仍要退出？</translation>
        </message>
        <message>
            <source>Preparing this computer…</source>
            <translation>正在准备本机…</translation>
        </message>
        <message>
            <source>Saving what was not sent yet…</source>
            <translation>正在保存尚未发出的内容…</translation>
        </message>
        <message>
            <source>The old file is kept: {0}</source>
            <translation>旧文件保留在：{0}</translation>
        </message>
        <message>
            <source>This computer keeps nothing after Heliu is closed, and some edits have not been sent yet.</source>
            <translation>本机在退出后不保留任何内容，而有些修改还没有发出。</translation>
        </message>
        <message>
            <source>What had not been sent yet could not be read</source>
            <translation>尚未发出的内容无法读出</translation>
        </message>
    </context>
    <context>
        <name>DeskPane</name>
        <message>
            <source>Closing the window</source>
            <translation>关闭窗口时</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>留在托盘继续运行</translation>
        </message>
        <message>
            <source>Links</source>
            <translation>链接</translation>
        </message>
        <message>
            <source>On macOS the installed program does this by itself.</source>
            <translation>在 macOS 上由安装好的程序自动处理。</translation>
        </message>
        <message>
            <source>Open Heliu when I log in to this computer</source>
            <translation>登录这台电脑时打开合流</translation>
        </message>
        <message>
            <source>Open heliu:// links with this Heliu</source>
            <translation>用这个合流打开 heliu:// 链接</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>启动</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>这台电脑</translation>
        </message>
        <message>
            <source>This computer did not take it</source>
            <translation>这台电脑没有接受</translation>
        </message>
        <message>
            <source>This computer has no tray.</source>
            <translation>这台电脑没有托盘。</translation>
        </message>
    </context>
    <context>
        <name>Done</name>
        <message numerus="yes">
            <source>%n conversation(s) given back to the queue</source>
            <translation>
                <numerusform>已将 %n 个会话放回待接待队列</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) given to {0}</source>
            <translation>
                <numerusform>已将 %n 个会话转接给 {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) marked as pending</source>
            <translation>
                <numerusform>%n 个会话已标为待处理</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) marked as unread</source>
            <translation>
                <numerusform>%n 个会话已标为未读</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) muted</source>
            <translation>
                <numerusform>%n 个会话已设为免打扰</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) no longer muted</source>
            <translation>
                <numerusform>%n 个会话已取消免打扰</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) opened again</source>
            <translation>
                <numerusform>%n 个会话已重新打开</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) pinned</source>
            <translation>
                <numerusform>%n 个会话已置顶</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) resolved</source>
            <translation>
                <numerusform>%n 个会话已标为已解决</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) snoozed</source>
            <translation>
                <numerusform>%n 个会话已挂起</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s) starred</source>
            <translation>
                <numerusform>%n 个会话已加星标</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n conversation(s): priority “{0}”</source>
            <translation>
                <numerusform>%n 个会话的优先级已设为「{0}」</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pin(s) taken away</source>
            <translation>
                <numerusform>%n 个会话已取消置顶</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n star(s) taken away</source>
            <translation>
                <numerusform>%n 个会话已取消星标</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DraftKeeper</name>
        <message>
            <source>Changed at another desk of yours</source>
            <translation>已同步您在另一台设备上的修改</translation>
        </message>
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
            <translation>本机服务没有启动。</translation>
        </message>
        <message>
            <source>The server of this computer ends at once.</source>
            <translation>本机服务启动后立即退出。</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>A PIN has at least 4 characters</source>
            <translation>密码至少 4 位</translation>
        </message>
        <message>
            <source>A category cannot lie inside itself</source>
            <translation>分类不能放到自己下面</translation>
        </message>
        <message>
            <source>A category needs a name</source>
            <translation>请填写分类名称</translation>
        </message>
        <message>
            <source>A colleague has taken this conversation already</source>
            <translation>同事已经接手了这个会话</translation>
        </message>
        <message>
            <source>A filter needs a name</source>
            <translation>请给筛选起个名字</translation>
        </message>
        <message>
            <source>A follow-up needs words</source>
            <translation>请填写跟进内容</translation>
        </message>
        <message>
            <source>A part of Heliu stopped</source>
            <translation>合流的一个组成部分停止了</translation>
        </message>
        <message>
            <source>A quick reply needs words</source>
            <translation>请填写快捷回复内容</translation>
        </message>
        <message>
            <source>A setting is missing or wrong</source>
            <translation>有一项设置缺失或有误</translation>
        </message>
        <message>
            <source>A tag needs a name</source>
            <translation>请填写标签名称</translation>
        </message>
        <message>
            <source>Close Heliu and start it again: it saves what can be saved.</source>
            <translation>请退出合流再打开：能保住的内容都会保住。</translation>
        </message>
        <message>
            <source>Free some space, then do it again. What could not be kept stands where you wrote it.</source>
            <translation>请先腾出一些空间，再做一次。没能存下的内容仍在您写的地方。</translation>
        </message>
        <message>
            <source>Heliu may not write into its data folder</source>
            <translation>合流无法写入数据文件夹</translation>
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
            <source>No more conversations can be pinned</source>
            <translation>置顶已满</translation>
        </message>
        <message>
            <source>Nothing of this reply was held back</source>
            <translation>这条回复没有被搁置的部分</translation>
        </message>
        <message>
            <source>Only a message that failed can be sent again</source>
            <translation>只有发送失败的消息可以重发</translation>
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
            <source>Technical detail: {0}</source>
            <translation>技术信息：{0}</translation>
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
            <translation>本机数据来自更新版本的合流</translation>
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
            <translation>条数超过了本窗口还可发送的数量</translation>
        </message>
        <message>
            <source>There is no Heliu server at this address</source>
            <translation>这个地址上没有合流服务器</translation>
        </message>
        <message>
            <source>There is no such priority</source>
            <translation>没有这个优先级</translation>
        </message>
        <message>
            <source>There is nothing to send</source>
            <translation>没有可发送的内容</translation>
        </message>
        <message>
            <source>There is nothing to write down</source>
            <translation>没有可记录的内容</translation>
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
            <translation>这个会话已不在这里</translation>
        </message>
        <message>
            <source>This filter has a condition that this program does not know</source>
            <translation>此筛选含有本程序不认识的条件</translation>
        </message>
        <message>
            <source>This filter has too many conditions, or they are damaged</source>
            <translation>此筛选的条件太多或已损坏</translation>
        </message>
        <message>
            <source>This is not here any more</source>
            <translation>它已不在这里</translation>
        </message>
        <message>
            <source>This is too large</source>
            <translation>内容太大</translation>
        </message>
        <message>
            <source>This message has gone out already</source>
            <translation>这条消息已经发出</translation>
        </message>
        <message>
            <source>This message may have been sent already</source>
            <translation>这条消息可能已经发出</translation>
        </message>
        <message>
            <source>This time has passed already</source>
            <translation>这个时间已经过去</translation>
        </message>
        <message>
            <source>This was changed by someone else</source>
            <translation>已被他人修改</translation>
        </message>
        <message>
            <source>This was deleted meanwhile</source>
            <translation>它已被删除</translation>
        </message>
        <message>
            <source>Unpin one first: the pinned are on top of “All” in the tab of all accounts</source>
            <translation>请先取消一个置顶：在全部账号的标签页选「全部」，它们排在最前面</translation>
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
        <name>Events</name>
        <message>
            <source>A message was not delivered</source>
            <translation>一条消息未送达</translation>
        </message>
        <message>
            <source>A message was taken back</source>
            <translation>一条消息已撤回</translation>
        </message>
        <message>
            <source>The customer does not follow the account any more</source>
            <translation>客户取消了关注</translation>
        </message>
        <message>
            <source>The customer follows the account now</source>
            <translation>客户关注了账号</translation>
        </message>
        <message>
            <source>The customer opened the chat</source>
            <translation>客户进入会话</translation>
        </message>
        <message>
            <source>The customer scanned a code</source>
            <translation>客户扫码进入</translation>
        </message>
        <message>
            <source>The customer took a message back</source>
            <translation>客户撤回了一条消息</translation>
        </message>
        <message>
            <source>The customer used the menu</source>
            <translation>客户点击了菜单</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Attachments</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>描述</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>到期</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>快捷码</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
    </context>
    <context>
        <name>FillIn</name>
        <message>
            <source>Answer</source>
            <translation>填写内容</translation>
        </message>
        <message>
            <source>Enter goes on, Esc gives up</source>
            <translation>回车继续，Esc 放弃</translation>
        </message>
        <message>
            <source>Fill in the blanks</source>
            <translation>填写空格</translation>
        </message>
        <message>
            <source>tomorrow, +3, 周五, 12-5</source>
            <translation>明天、+3、周五、12-5</translation>
        </message>
    </context>
    <context>
        <name>FilterDesk</name>
        <message>
            <source>Edit the filters …</source>
            <translation>管理筛选…</translation>
        </message>
        <message>
            <source>New filter …</source>
            <translation>新建筛选…</translation>
        </message>
        <message>
            <source>The filter “{0}” is deleted</source>
            <translation>筛选「{0}」已删除</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>FilterDialog</name>
        <message numerus="yes">
            <source>%n conversation(s) fit now</source>
            <translation>
                <numerusform>现在有 %n 个会话符合</numerusform>
            </translation>
        </message>
        <message>
            <source>A condition is not filled in yet</source>
            <translation>还有条件没有填完</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Edit the filter</source>
            <translation>编辑筛选</translation>
        </message>
        <message>
            <source>Name of the filter</source>
            <translation>筛选名称</translation>
        </message>
        <message>
            <source>Name, such as “VIP, waiting”</source>
            <translation>名称，例如「VIP 等待中」</translation>
        </message>
        <message>
            <source>New filter</source>
            <translation>新建筛选</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>FilterListDialog</name>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Edit …</source>
            <translation>编辑…</translation>
        </message>
        <message>
            <source>In the list of conversations {0} to {1} choose the first nine. Drag them, or move them with {2}.</source>
            <translation>在会话列表中按 {0} 到 {1} 选用前九个。拖动或按 {2} 调整顺序。</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>New …</source>
            <translation>新建…</translation>
        </message>
        <message>
            <source>No filter is saved yet.
“New …” makes one.</source>
            <translation>还没有已存筛选。
点「新建…」添加。</translation>
        </message>
        <message>
            <source>Saved filters</source>
            <translation>已存筛选</translation>
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
            <source>Monday {0}</source>
            <translation>周一 {0}</translation>
        </message>
        <message>
            <source>No time</source>
            <translation>不设时间</translation>
        </message>
    </context>
    <context>
        <name>FollowUpForm</name>
        <message>
            <source>Alt+↑ ↓ another time · Ctrl+Enter keeps it</source>
            <translation>Alt+↑ ↓ 换时间 · Ctrl+Enter 保存</translation>
        </message>
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
            <source>Due: {0}</source>
            <translation>{0} 到期</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <source>Was due: {0}</source>
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
        <name>ForwardDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Customer: name, pinyin or initials</source>
            <translation>客户：姓名、拼音或首字母</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>转发</translation>
        </message>
        <message>
            <source>Forward to</source>
            <translation>转发给</translation>
        </message>
        <message>
            <source>No conversation that can be written to fits.
Try fewer letters.</source>
            <translation>没有符合且可发送的会话。
请少输几个字试试。</translation>
        </message>
        <message>
            <source>Send to {0} as “{1}”</source>
            <translation>以「{1}」发给 {0}</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Earlier versions are kept on the server, which cannot be reached now</source>
            <translation>历史版本保存在服务器上，现在连接不上</translation>
        </message>
        <message>
            <source>The earlier version is back</source>
            <translation>已恢复到历史版本</translation>
        </message>
        <message>
            <source>There are no earlier versions of this quick reply</source>
            <translation>这条快捷回复还没有历史版本</translation>
        </message>
        <message>
            <source>What you write meanwhile is saved here and goes out later.</source>
            <translation>您现在写的内容会先保存在本机，联网后同步。</translation>
        </message>
        <message>
            <source>by {0}, did not stand</source>
            <translation>{0}所写，未被采用</translation>
        </message>
        <message>
            <source>deleted by {0}</source>
            <translation>被{0}删除</translation>
        </message>
        <message>
            <source>replaced by {0}</source>
            <translation>被{0}改写</translation>
        </message>
    </context>
    <context>
        <name>HistoryDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Earlier versions</source>
            <translation>历史版本</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>Quick reply</source>
            <translation>快捷回复</translation>
        </message>
        <message>
            <source>Restore this version</source>
            <translation>恢复这个版本</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>当时</translation>
        </message>
        <message>
            <source>What stands there now is kept as a version too.</source>
            <translation>现在的内容也会留作一个版本。</translation>
        </message>
        <message>
            <source>a colleague</source>
            <translation>同事</translation>
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
        <name>IdentityMenu</name>
        <message>
            <source>Answer from another identity</source>
            <translation>用其他身份回复</translation>
        </message>
        <message>
            <source>This customer writes to no other account</source>
            <translation>这位客户没有联系过其他账号</translation>
        </message>
    </context>
    <context>
        <name>IdentitySection</name>
        <message>
            <source>Conversations</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Other identities of this customer</source>
            <translation>同一客户的其他身份</translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message>
            <source>A cell is not text</source>
            <translation>单元格不是文字</translation>
        </message>
        <message>
            <source>A shortcut has no blanks</source>
            <translation>快捷码不能含空格</translation>
        </message>
        <message>
            <source>It has no text</source>
            <translation>没有内容</translation>
        </message>
        <message>
            <source>No row names its columns; one of them must be called 内容 or body</source>
            <translation>没有表头；其中一列须叫「内容」或 body</translation>
        </message>
        <message>
            <source>Quick replies are written as .xlsx, .csv or .json</source>
            <translation>快捷回复可导出为 .xlsx、.csv 或 .json</translation>
        </message>
        <message>
            <source>The categories are more than 8 deep</source>
            <translation>分类超过 8 层</translation>
        </message>
        <message>
            <source>The file has more than 100,000 rows</source>
            <translation>文件超过 100,000 行</translation>
        </message>
        <message>
            <source>The file is larger than 50 MB</source>
            <translation>文件超过 50 MB</translation>
        </message>
        <message>
            <source>The file is neither UTF-8 nor GBK text</source>
            <translation>文件既不是 UTF-8 也不是 GBK 编码</translation>
        </message>
        <message>
            <source>The further parts cannot be read</source>
            <translation>附件一列无法识别</translation>
        </message>
        <message>
            <source>The scope is neither 我的 nor 公司 nor a team of yours</source>
            <translation>范围既不是「我的」「公司」，也不是您所在的团队</translation>
        </message>
        <message>
            <source>The shortcut is longer than 32 characters</source>
            <translation>快捷码超过 32 个字符</translation>
        </message>
        <message>
            <source>The text is longer than 20,000 characters</source>
            <translation>内容超过 20,000 字</translation>
        </message>
        <message>
            <source>The title is longer than 200 characters</source>
            <translation>标题超过 200 字</translation>
        </message>
        <message>
            <source>This is not a JSON list of quick replies</source>
            <translation>这不是快捷回复的 JSON 列表</translation>
        </message>
        <message>
            <source>This is not a readable CSV file</source>
            <translation>无法读取这个 CSV 文件</translation>
        </message>
        <message>
            <source>This is not a readable spreadsheet</source>
            <translation>无法读取这个表格文件</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>%n are here already and are left out</source>
            <translation>
                <numerusform>%n 条已存在，将跳过</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) can be taken</source>
            <translation>
                <numerusform>%n 行可以导入</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) cannot be taken:</source>
            <translation>
                <numerusform>%n 行无法导入：</numerusform>
            </translation>
        </message>
        <message>
            <source>Category</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Import quick replies</source>
            <translation>导入快捷回复</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>快捷码</translation>
        </message>
        <message numerus="yes">
            <source>Take %n row(s)</source>
            <translation>
                <numerusform>导入 %n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>Take nothing</source>
            <translation>不导入</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
    </context>
    <context>
        <name>KeyFile</name>
        <message>
            <source>It is too long</source>
            <translation>文件太大</translation>
        </message>
        <message>
            <source>It must look like {0}</source>
            <translation>内容应当像这样：{0}</translation>
        </message>
        <message>
            <source>Open the file</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>Some of your keys are not used</source>
            <translation>有些快捷键没有生效</translation>
        </message>
        <message>
            <source>The file of your keys cannot be written</source>
            <translation>快捷键文件无法写入</translation>
        </message>
        <message>
            <source>The file of your keys has a mistake; all keys are the usual ones</source>
            <translation>快捷键文件有错误，已全部恢复为默认快捷键</translation>
        </message>
        <message>
            <source>There is no command “{0}” that can be given keys.</source>
            <translation>没有可设置快捷键的命令“{0}”。</translation>
        </message>
        <message>
            <source>Your keys are in this file</source>
            <translation>快捷键在这个文件里</translation>
        </message>
        <message>
            <source>Your keys cannot be read</source>
            <translation>快捷键文件无法读取</translation>
        </message>
        <message>
            <source>{0} would mean both “{1}” and “{2}”.</source>
            <translation>{0} 同时用于“{1}”和“{2}”。</translation>
        </message>
        <message>
            <source>“{0}” is no key; {1}.</source>
            <translation>“{0}”不是有效的按键（{1}）。</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>Account in place {0}</source>
            <translation>第 {0} 个账号</translation>
        </message>
        <message>
            <source>Answer from another identity</source>
            <translation>用其他身份回复</translation>
        </message>
        <message>
            <source>Away: nothing new</source>
            <translation>离开：不接新会话</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>回到会话列表</translation>
        </message>
        <message>
            <source>Busy: only my own conversations</source>
            <translation>忙碌：只处理我的会话</translation>
        </message>
        <message>
            <source>Change the keys</source>
            <translation>修改快捷键</translation>
        </message>
        <message>
            <source>Choose a list or a saved filter</source>
            <translation>选择列表或已存筛选</translation>
        </message>
        <message>
            <source>Choose a priority</source>
            <translation>选择优先级</translation>
        </message>
        <message>
            <source>Choose a quick reply</source>
            <translation>选话术</translation>
        </message>
        <message>
            <source>Choose an emoji</source>
            <translation>选表情</translation>
        </message>
        <message>
            <source>Copy the selected messages</source>
            <translation>复制选中的消息</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>深色主题</translation>
        </message>
        <message>
            <source>Edit the saved filters</source>
            <translation>管理已存筛选</translation>
        </message>
        <message>
            <source>Find on this page</source>
            <translation>在本页查找</translation>
        </message>
        <message>
            <source>Forward the message</source>
            <translation>转发这条消息</translation>
        </message>
        <message>
            <source>Give the conversation back to the queue</source>
            <translation>将会话放回待接待队列</translation>
        </message>
        <message>
            <source>Go to anything</source>
            <translation>跳转到任意内容</translation>
        </message>
        <message>
            <source>Go to the newest notice</source>
            <translation>转到最新通知</translation>
        </message>
        <message>
            <source>Go to what it quotes</source>
            <translation>跳到被引用的消息</translation>
        </message>
        <message>
            <source>Go, do or find anything</source>
            <translation>命令面板：前往、操作、搜索</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>内部备注</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>浅色主题</translation>
        </message>
        <message>
            <source>Lock the desk</source>
            <translation>锁定工作台</translation>
        </message>
        <message>
            <source>Make a follow-up of the selected messages</source>
            <translation>把选中的消息记为跟进</translation>
        </message>
        <message>
            <source>Make a new one</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>Make a saved filter</source>
            <translation>新建筛选</translation>
        </message>
        <message>
            <source>Make the conversation mine</source>
            <translation>归我跟进</translation>
        </message>
        <message>
            <source>Mark as done</source>
            <translation>标记完成</translation>
        </message>
        <message>
            <source>Mark as pending: somebody else has to act first</source>
            <translation>标为待处理：要等别人先处理</translation>
        </message>
        <message>
            <source>Mark as unread</source>
            <translation>标为未读</translation>
        </message>
        <message>
            <source>Mention a colleague in a note</source>
            <translation>在备注里提到同事</translation>
        </message>
        <message>
            <source>Mute, or unmute</source>
            <translation>免打扰或取消免打扰</translation>
        </message>
        <message>
            <source>Next account</source>
            <translation>下一个账号</translation>
        </message>
        <message>
            <source>Online: takes new conversations</source>
            <translation>在线：接收新会话</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <source>Open its picture, sound, file or link</source>
            <translation>打开其中的图片、语音、文件或链接</translation>
        </message>
        <message>
            <source>Open the conversation</source>
            <translation>打开会话</translation>
        </message>
        <message>
            <source>Open the longest waiting conversation</source>
            <translation>打开等待最久的会话</translation>
        </message>
        <message>
            <source>Page in place {0}</source>
            <translation>第 {0} 个页面</translation>
        </message>
        <message>
            <source>Pin on top, or unpin</source>
            <translation>置顶或取消置顶</translation>
        </message>
        <message>
            <source>Previous account</source>
            <translation>上一个账号</translation>
        </message>
        <message>
            <source>Priority: high</source>
            <translation>优先级：高</translation>
        </message>
        <message>
            <source>Priority: ordinary</source>
            <translation>优先级：普通</translation>
        </message>
        <message>
            <source>Priority: raised</source>
            <translation>优先级：较高</translation>
        </message>
        <message>
            <source>Priority: urgent</source>
            <translation>优先级：紧急</translation>
        </message>
        <message>
            <source>Put the newest notice away</source>
            <translation>收起最新通知</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Quote the message</source>
            <translation>引用这条消息</translation>
        </message>
        <message>
            <source>Resolve</source>
            <translation>标为已解决</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Saved filter in place {0}</source>
            <translation>第 {0} 个已存筛选</translation>
        </message>
        <message>
            <source>Search everything that was said</source>
            <translation>搜索所有账号的聊天内容</translation>
        </message>
        <message>
            <source>Search the customers</source>
            <translation>搜索客户</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>选中全部</translation>
        </message>
        <message>
            <source>Select messages, the newest first</source>
            <translation>从最新一条起选择消息</translation>
        </message>
        <message>
            <source>Select more or fewer</source>
            <translation>多选或少选</translation>
        </message>
        <message>
            <source>Select more or fewer messages</source>
            <translation>多选或少选消息</translation>
        </message>
        <message>
            <source>Select none</source>
            <translation>取消选中</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Send it again, or what was held back</source>
            <translation>重发，或发送其余部分</translation>
        </message>
        <message>
            <source>Show all keys</source>
            <translation>查看全部快捷键</translation>
        </message>
        <message>
            <source>Show or hide the customer card</source>
            <translation>显示或隐藏客户资料</translation>
        </message>
        <message>
            <source>Show who has no agent yet</source>
            <translation>查看待接待队列</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>Snooze for an hour</source>
            <translation>挂起：一小时后</translation>
        </message>
        <message>
            <source>Snooze until a time of your choice</source>
            <translation>挂起到指定时间</translation>
        </message>
        <message>
            <source>Snooze until next Monday, 9:00</source>
            <translation>挂起：下周一 9:00</translation>
        </message>
        <message>
            <source>Snooze until shortly before the window closes</source>
            <translation>挂起到窗口关闭前</translation>
        </message>
        <message>
            <source>Snooze until the customer writes</source>
            <translation>挂起：等客户回复</translation>
        </message>
        <message>
            <source>Snooze until tomorrow, 9:00</source>
            <translation>挂起：明天 9:00</translation>
        </message>
        <message>
            <source>Speak Chinese</source>
            <translation>语言：简体中文</translation>
        </message>
        <message>
            <source>Speak English</source>
            <translation>语言：English</translation>
        </message>
        <message>
            <source>Star, or take the star away</source>
            <translation>加星标或取消星标</translation>
        </message>
        <message>
            <source>Tag the customer</source>
            <translation>给客户打标签</translation>
        </message>
        <message>
            <source>Take back what was just sent</source>
            <translation>撤回刚发出的消息</translation>
        </message>
        <message>
            <source>Take it back, or discard it</source>
            <translation>撤回或丢弃</translation>
        </message>
        <message>
            <source>Take the next of the queue</source>
            <translation>接待队列中的下一位</translation>
        </message>
        <message>
            <source>Theme of the system</source>
            <translation>主题跟随系统</translation>
        </message>
        <message>
            <source>Transfer to a colleague</source>
            <translation>转接给同事</translation>
        </message>
        <message>
            <source>Undo what was done to several</source>
            <translation>撤销批量操作</translation>
        </message>
        <message>
            <source>Write a follow-up</source>
            <translation>写跟进</translation>
        </message>
        <message>
            <source>Write the answer</source>
            <translation>写回复</translation>
        </message>
    </context>
    <context>
        <name>KeysPane</name>
        <message>
            <source>Change the keys</source>
            <translation>修改快捷键</translation>
        </message>
        <message>
            <source>Keyboard</source>
            <translation>键盘</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Show all keys</source>
            <translation>查看全部快捷键</translation>
        </message>
        <message>
            <source>The keys stand in a file that opens in your editor. They change as soon as you save it.</source>
            <translation>快捷键写在一个文件里，用您的编辑器打开，保存后立即生效。</translation>
        </message>
    </context>
    <context>
        <name>Kinds</name>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Colleague</source>
            <translation>同事</translation>
        </message>
        <message>
            <source>Conversation</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>跟进</translation>
        </message>
        <message>
            <source>Identity</source>
            <translation>身份</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Preference</source>
            <translation>偏好</translation>
        </message>
        <message>
            <source>Quick reply</source>
            <translation>快捷回复</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>提醒</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Tag group</source>
            <translation>标签组</translation>
        </message>
        <message>
            <source>Tag of a customer</source>
            <translation>客户标签</translation>
        </message>
    </context>
    <context>
        <name>Links</name>
        <message>
            <source>Only web, mail and phone links are opened.</source>
            <translation>只能打开网页、邮件和电话链接。</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open this link?</source>
            <translation>打开这个链接？</translation>
        </message>
        <message>
            <source>This link really leads to {0}.</source>
            <translation>这个链接实际指向 {0}。</translation>
        </message>
    </context>
    <context>
        <name>Lock</name>
        <message>
            <source>Choose a PIN</source>
            <translation>设置 PIN</translation>
        </message>
        <message>
            <source>Choose a PIN first; without one there is nothing to open the desk with.</source>
            <translation>请先设置 PIN，否则锁定后无法打开。</translation>
        </message>
    </context>
    <context>
        <name>LockPane</name>
        <message>
            <source>Change the PIN</source>
            <translation>修改 PIN</translation>
        </message>
        <message>
            <source>Choose a PIN</source>
            <translation>设置 PIN</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>锁定</translation>
        </message>
        <message>
            <source>Lock by itself</source>
            <translation>自动锁定</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>The desk also opens locked. Keep the PIN well: there is no other way in.</source>
            <translation>启动时也会先锁定。请记好 PIN，没有别的办法打开。</translation>
        </message>
        <message>
            <source>The desk also opens locked. Whoever forgets the PIN uses the password of the account.</source>
            <translation>启动时也会先锁定。忘记 PIN 时可用账号密码打开。</translation>
        </message>
        <message numerus="yes">
            <source>after %n minute(s) without a touch</source>
            <translation>
                <numerusform>无操作 %n 分钟后</numerusform>
            </translation>
        </message>
        <message>
            <source>never</source>
            <translation>从不</translation>
        </message>
    </context>
    <context>
        <name>LockScreen</name>
        <message>
            <source>Heliu is locked</source>
            <translation>合流已锁定</translation>
        </message>
        <message>
            <source>I forgot the PIN</source>
            <translation>忘记 PIN</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Password of the account</source>
            <translation>账号密码</translation>
        </message>
        <message>
            <source>That was not it.</source>
            <translation>不对。</translation>
        </message>
        <message numerus="yes">
            <source>That was not it. Try again in %n second(s).</source>
            <translation>
                <numerusform>不对，请 %n 秒后再试。</numerusform>
            </translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>解锁</translation>
        </message>
        <message>
            <source>Use the PIN</source>
            <translation>使用 PIN</translation>
        </message>
    </context>
    <context>
        <name>LoginAgain</name>
        <message>
            <source>Log in again</source>
            <translation>重新登录</translation>
        </message>
    </context>
    <context>
        <name>LoginForm</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Check the address and whether this computer is online.</source>
            <translation>请检查地址，以及本机是否联网。</translation>
        </message>
        <message>
            <source>Check the address, or choose your company's certificate under “Network…”.</source>
            <translation>请检查地址，或在「网络…」里选择公司证书。</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Logging in…</source>
            <translation>正在登录…</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>用户名</translation>
        </message>
        <message>
            <source>Network…</source>
            <translation>网络…</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>服务器地址</translation>
        </message>
        <message>
            <source>There is no Heliu server at this address. Check it for typing errors.</source>
            <translation>这个地址没有合流服务器，请检查是否输错。</translation>
        </message>
        <message>
            <source>This name and password do not fit together.</source>
            <translation>用户名或密码不正确。</translation>
        </message>
        <message>
            <source>Which server? The address is missing.</source>
            <translation>请填写服务器地址。</translation>
        </message>
        <message>
            <source>Your name is missing.</source>
            <translation>请填写用户名。</translation>
        </message>
        <message>
            <source>Your password is missing.</source>
            <translation>请填写密码。</translation>
        </message>
        <message>
            <source>{0}. {1}</source>
            <translation>{0}。{1}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Heliu</source>
            <translation>合流</translation>
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
            <source>File without a name</source>
            <translation>未命名文件</translation>
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
        <name>MessageMenu</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Forward…</source>
            <translation>转发…</translation>
        </message>
        <message>
            <source>Go to what it quotes</source>
            <translation>查看被引用的消息</translation>
        </message>
        <message>
            <source>Make a follow-up of it</source>
            <translation>设为跟进</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open {0}</source>
            <translation>打开 {0}</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>引用</translation>
        </message>
        <message>
            <source>Recall</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>重新发送</translation>
        </message>
        <message>
            <source>Send the rest</source>
            <translation>发送剩余部分</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>撤回</translation>
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
            <source>Goes out {0}</source>
            <translation>将于 {0} 发出</translation>
        </message>
        <message>
            <source>Not delivered: {0}</source>
            <translation>未送达：{0}</translation>
        </message>
        <message>
            <source>Not sent: {0}</source>
            <translation>未发送：{0}</translation>
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
            <source>Send the rest</source>
            <translation>发送剩余部分</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>撤回</translation>
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
        <name>MessageVerbs</name>
        <message>
            <source>Customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Forwarded to {0}</source>
            <translation>已转发给 {0}</translation>
        </message>
        <message>
            <source>Nobody knows whether it arrived. If it did, the customer gets it twice.</source>
            <translation>无法确认对方是否已收到。如果已收到，客户会收到两次。</translation>
        </message>
        <message>
            <source>Send it once more?</source>
            <translation>再发一次？</translation>
        </message>
        <message>
            <source>Send once more</source>
            <translation>再发一次</translation>
        </message>
        <message>
            <source>WeChat gives programs no way to recall</source>
            <translation>微信没有向程序开放撤回</translation>
        </message>
        <message>
            <source>What went out stays with the customer. What still waits can be taken back.</source>
            <translation>已发出的消息会留在客户那里；还在等待的可以撤回。</translation>
        </message>
    </context>
    <context>
        <name>ModeChoice</name>
        <message>
            <source>A make-believe brand with twelve accounts and customers who write. Nothing is sent anywhere.</source>
            <translation>一个虚拟品牌：十二个账号，客户会来消息。不会向任何地方发送。</translation>
        </message>
        <message>
            <source>All your WeChat customers in one window. Where is the work kept?</source>
            <translation>所有微信客户，一个窗口。工作数据放在哪里？</translation>
        </message>
        <message>
            <source>For one person: everything stays here. You can move to a team server later.</source>
            <translation>单人使用，数据都留在本机。以后可以迁到团队服务器。</translation>
        </message>
        <message>
            <source>Just look around</source>
            <translation>先看看演示</translation>
        </message>
        <message>
            <source>Log in to the server of your company. You need its address, your name and password.</source>
            <translation>登录公司的服务器。需要地址、用户名和密码。</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>只用这台电脑</translation>
        </message>
        <message>
            <source>Welcome to Heliu</source>
            <translation>欢迎使用合流</translation>
        </message>
        <message>
            <source>With my team</source>
            <translation>和团队一起用</translation>
        </message>
    </context>
    <context>
        <name>Names</name>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n 条未读</numerusform>
            </translation>
        </message>
        <message>
            <source>A colleague</source>
            <translation>同事</translation>
        </message>
        <message>
            <source>High</source>
            <translation>高</translation>
        </message>
        <message>
            <source>Nameless</source>
            <translation>未命名</translation>
        </message>
        <message>
            <source>Ordinary</source>
            <translation>普通</translation>
        </message>
        <message>
            <source>Raised</source>
            <translation>较高</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>紧急</translation>
        </message>
        <message>
            <source>WeChat user {0}</source>
            <translation>微信用户 {0}</translation>
        </message>
        <message>
            <source>draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>免打扰</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>priority: {0}</source>
            <translation>优先级：{0}</translation>
        </message>
        <message>
            <source>starred</source>
            <translation>星标</translation>
        </message>
        <message>
            <source>{0} are looking</source>
            <translation>{0} 正在查看</translation>
        </message>
        <message>
            <source>{0} is looking</source>
            <translation>{0} 正在查看</translation>
        </message>
        <message>
            <source>{0} is writing</source>
            <translation>{0} 正在输入</translation>
        </message>
    </context>
    <context>
        <name>Narrowing</name>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>全部账号</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>全部类型</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>任何时间</translation>
        </message>
        <message>
            <source>Between two days</source>
            <translation>指定日期之间</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Do not ask for the tag {0}</source>
            <translation>不再按标签“{0}”筛选</translation>
        </message>
        <message>
            <source>Follow-ups</source>
            <translation>跟进</translation>
        </message>
        <message>
            <source>From</source>
            <translation>从</translation>
        </message>
        <message>
            <source>Internal notes</source>
            <translation>内部备注</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>最近 30 天</translation>
        </message>
        <message>
            <source>Last 365 days</source>
            <translation>最近一年</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>最近 7 天</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>最近联系</translation>
        </message>
        <message>
            <source>Name, phone or pinyin</source>
            <translation>姓名、电话或拼音</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>最新客户</translation>
        </message>
        <message>
            <source>Only customers with a tag</source>
            <translation>只看有某个标签的客户</translation>
        </message>
        <message>
            <source>Order: {0}</source>
            <translation>排序：{0}</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Quick replies</source>
            <translation>话术</translation>
        </message>
        <message>
            <source>Said by customers</source>
            <translation>客户说的</translation>
        </message>
        <message>
            <source>Said by us</source>
            <translation>我们说的</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Tag {0}: any</source>
            <translation>标签 {0}：不限</translation>
        </message>
        <message>
            <source>To</source>
            <translation>到</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>With a file</source>
            <translation>带文件</translation>
        </message>
        <message>
            <source>With a follow-up due</source>
            <translation>有待跟进</translation>
        </message>
    </context>
    <context>
        <name>NetworkDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
    </context>
    <context>
        <name>NetworkPane</name>
        <message>
            <source>As the system says</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>证书 (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Company certificate</source>
            <translation>公司证书</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>Only those the system trusts</source>
            <translation>仅系统信任的证书</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>This file holds no certificate: {0}</source>
            <translation>这个文件里没有证书：{0}</translation>
        </message>
        <message>
            <source>This is no address of a proxy: {0}</source>
            <translation>这不是代理地址：{0}</translation>
        </message>
        <message>
            <source>Without a proxy here, that of the system is used. Certificates are always checked.</source>
            <translation>不填代理时使用系统代理。证书始终会检查。</translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Put this away</source>
            <translation>关闭提示</translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message>
            <source>A colleague mentions me</source>
            <translation>同事 @ 我</translation>
        </message>
        <message>
            <source>A customer nobody serves yet writes</source>
            <translation>未分配的客户来消息</translation>
        </message>
        <message>
            <source>A customer of mine writes</source>
            <translation>我的客户来消息</translation>
        </message>
        <message>
            <source>A message could not be sent</source>
            <translation>消息发送失败</translation>
        </message>
        <message>
            <source>A reminder is due</source>
            <translation>提醒到期</translation>
        </message>
        <message>
            <source>Flash</source>
            <translation>闪烁</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>弹窗</translation>
        </message>
        <message>
            <source>Somebody waits too long</source>
            <translation>有客户等待过久</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>Tray</source>
            <translation>托盘</translation>
        </message>
        <message>
            <source>Two edits contradict each other</source>
            <translation>修改有冲突</translation>
        </message>
    </context>
    <context>
        <name>NoticesPane</name>
        <message>
            <source>As all the others</source>
            <translation>与其他相同</translation>
        </message>
        <message>
            <source>Bell</source>
            <translation>铃</translation>
        </message>
        <message>
            <source>Chime</source>
            <translation>风铃</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>免打扰</translation>
        </message>
        <message>
            <source>Drop</source>
            <translation>水滴</translation>
        </message>
        <message>
            <source>Flash is the window's sign in the task bar. No notice ever takes the keyboard away.</source>
            <translation>闪烁指任务栏上的窗口图标。任何提醒都不会抢走键盘焦点。</translation>
        </message>
        <message>
            <source>Knock</source>
            <translation>敲门</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>试听</translation>
        </message>
        <message>
            <source>No program that plays sounds was found on this computer; it stays silent.</source>
            <translation>这台电脑上没有找到播放声音的程序，将保持静音。</translation>
        </message>
        <message>
            <source>Notices</source>
            <translation>提醒</translation>
        </message>
        <message>
            <source>On these days</source>
            <translation>在这些日子</translation>
        </message>
        <message>
            <source>Own sound for</source>
            <translation>单独声音的账号</translation>
        </message>
        <message>
            <source>Pluck</source>
            <translation>拨弦</translation>
        </message>
        <message>
            <source>Quiet from</source>
            <translation>免打扰开始</translation>
        </message>
        <message>
            <source>Quiet until</source>
            <translation>免打扰结束</translation>
        </message>
        <message>
            <source>Silence</source>
            <translation>静音</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>Sound of this account</source>
            <translation>这个账号的声音</translation>
        </message>
        <message>
            <source>While mine wait</source>
            <translation>我的客户在等时</translation>
        </message>
        <message>
            <source>from</source>
            <translation>从</translation>
        </message>
        <message numerus="yes">
            <source>say it again every %n minute(s)</source>
            <translation>
                <numerusform>每 %n 分钟再提醒一次</numerusform>
            </translation>
        </message>
        <message>
            <source>say it once</source>
            <translation>只提醒一次</translation>
        </message>
        <message>
            <source>until</source>
            <translation>到</translation>
        </message>
    </context>
    <context>
        <name>OtherPeople</name>
        <message>
            <source>Is this meant for {0}?</source>
            <translation>确定要发给 {0} 吗？</translation>
        </message>
        <message>
            <source>Send it all the same</source>
            <translation>仍然发送</translation>
        </message>
        <message>
            <source>somebody</source>
            <translation>某位客户</translation>
        </message>
        <message>
            <source>this customer</source>
            <translation>这位客户</translation>
        </message>
        <message>
            <source>{0} is an order of {1}, another customer</source>
            <translation>{0} 是另一位客户 {1} 的订单号</translation>
        </message>
        <message>
            <source>{0} is the phone of {1}, another customer</source>
            <translation>{0} 是另一位客户 {1} 的电话</translation>
        </message>
        <message>
            <source>“{0}” is another customer</source>
            <translation>「{0}」是另一位客户</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Conflicts</source>
            <translation>冲突</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Replies</source>
            <translation>话术</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Accounts</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Anything that was said or written, in all accounts</source>
            <translation>搜索所有账号里说过、写过的内容</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>Customers, pages, accounts, replies: words or pinyin</source>
            <translation>客户、页面、账号、话术：文字或拼音</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Follow-ups</source>
            <translation>跟进</translation>
        </message>
        <message>
            <source>Go</source>
            <translation>前往</translation>
        </message>
        <message>
            <source>Go, do or find anything</source>
            <translation>命令面板</translation>
        </message>
        <message>
            <source>Go, do or find: words, pinyin or initials</source>
            <translation>前往、操作或搜索：文字、拼音或首字母</translation>
        </message>
        <message>
            <source>Looking …</source>
            <translation>正在查找…</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Nothing found. Try fewer letters, or the initials of the pinyin.</source>
            <translation>没有找到。少输几个字母，或试试拼音首字母。</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
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
            <source>Saved filters</source>
            <translation>已存筛选</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Type a name, its initials, or words from a conversation.</source>
            <translation>输入姓名、拼音首字母，或聊天里的字词。</translation>
        </message>
        <message>
            <source>What to do: words, pinyin or initials</source>
            <translation>要做什么：文字、拼音或首字母</translation>
        </message>
        <message>
            <source>note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>the newest {0}; narrow it for older ones</source>
            <translation>仅显示最新 {0} 条，缩小范围可找更早的</translation>
        </message>
        <message>
            <source>us</source>
            <translation>我方</translation>
        </message>
        <message>
            <source>↑ ↓ choose · Enter takes it · Esc closes</source>
            <translation>↑ ↓ 选择 · Enter 确定 · Esc 关闭</translation>
        </message>
    </context>
    <context>
        <name>PartDesk</name>
        <message>
            <source>Add pictures or files</source>
            <translation>添加图片或文件</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>PartDialog</name>
        <message>
            <source>A card needs a title</source>
            <translation>卡片需要标题</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>网址</translation>
        </message>
        <message>
            <source>An app id begins with wx</source>
            <translation>AppID 以 wx 开头</translation>
        </message>
        <message>
            <source>App id</source>
            <translation>AppID</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>选择图片…</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>描述</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Further message</source>
            <translation>再发一条文字</translation>
        </message>
        <message>
            <source>Link card</source>
            <translation>链接卡片</translation>
        </message>
        <message>
            <source>Mini-program card</source>
            <translation>小程序卡片</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页面路径</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>封面图</translation>
        </message>
        <message>
            <source>Picture of the card</source>
            <translation>卡片封面图</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>The address begins with http:// or https://</source>
            <translation>网址以 http:// 或 https:// 开头</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Which page is opened?</source>
            <translation>要打开哪个页面？</translation>
        </message>
    </context>
    <context>
        <name>PartList</name>
        <message>
            <source>Add a part</source>
            <translation>添加内容</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>下移</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>上移</translation>
        </message>
        <message>
            <source>Pictures or files…</source>
            <translation>图片或文件…</translation>
        </message>
        <message>
            <source>Sent after the text</source>
            <translation>随文字一起发送</translation>
        </message>
        <message>
            <source>Take this part away</source>
            <translation>移除这一项</translation>
        </message>
    </context>
    <context>
        <name>PictureDialog</name>
        <message>
            <source>+ and − or the wheel zoom · 0 fits · 1 is its own size · Esc closes</source>
            <translation>+ − 或滚轮缩放 · 0 适应窗口 · 1 原始大小 · Esc 关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>另存为…</translation>
        </message>
    </context>
    <context>
        <name>PictureView</name>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
    </context>
    <context>
        <name>PillRow</name>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>More lists</source>
            <translation>更多列表</translation>
        </message>
        <message>
            <source>More lists: {0}</source>
            <translation>更多列表：{0}</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>A PIN has at least 4 characters.</source>
            <translation>PIN 至少 4 位。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a PIN</source>
            <translation>设置 PIN</translation>
        </message>
        <message>
            <source>New PIN, at least 4 characters</source>
            <translation>新 PIN，至少 4 位</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Present PIN</source>
            <translation>当前 PIN</translation>
        </message>
        <message>
            <source>Remove the PIN</source>
            <translation>移除 PIN</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>That is not the present PIN.</source>
            <translation>当前 PIN 不对。</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>再输入一次</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>两次输入不一致。</translation>
        </message>
        <message numerus="yes">
            <source>Try again in %n second(s).</source>
            <translation>
                <numerusform>请 %n 秒后再试。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Among the messages</source>
            <translation>在消息中</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>任何地方</translation>
        </message>
        <message>
            <source>In a list of conversations or customers</source>
            <translation>在会话或客户列表中</translation>
        </message>
        <message>
            <source>In the inbox</source>
            <translation>在会话页</translation>
        </message>
        <message>
            <source>In the list of customers</source>
            <translation>在客户列表中</translation>
        </message>
        <message>
            <source>On the page in front</source>
            <translation>在当前页面</translation>
        </message>
        <message>
            <source>While writing an answer</source>
            <translation>写回复时</translation>
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
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>QueueChip</name>
        <message numerus="yes">
            <source>%n customer(s) in the queue</source>
            <translation>
                <numerusform>队列中有 %n 位客户</numerusform>
            </translation>
        </message>
        <message>
            <source>The queue is empty</source>
            <translation>队列是空的</translation>
        </message>
    </context>
    <context>
        <name>QueueDesk</name>
        <message>
            <source>Nobody waits in the queue</source>
            <translation>队列里没有人在等</translation>
        </message>
    </context>
    <context>
        <name>QueuePreview</name>
        <message numerus="yes">
            <source>%n customer(s) have no agent yet</source>
            <translation>
                <numerusform>%n 位客户等待接待</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter or a click takes it</source>
            <translation>按 Enter 或点击即接待</translation>
        </message>
        <message>
            <source>Nobody waits in the queue</source>
            <translation>队列里没有人在等</translation>
        </message>
        <message>
            <source>Show them all</source>
            <translation>查看全部</translation>
        </message>
        <message>
            <source>Who is next</source>
            <translation>下一位</translation>
        </message>
    </context>
    <context>
        <name>QuickReplies</name>
        <message numerus="yes">
            <source>%n categories</source>
            <translation>
                <numerusform>%n 个分类</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quick replies</source>
            <translation>
                <numerusform>%n 条快捷回复</numerusform>
            </translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
    </context>
    <context>
        <name>QuickRepliesPage</name>
        <message>
            <source>A quick reply needs words or a file.</source>
            <translation>快捷回复需要文字或文件。</translation>
        </message>
        <message>
            <source>Choose a quick reply, or write one</source>
            <translation>选择一条快捷回复，或新建一条</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete this category?</source>
            <translation>删除这个分类？</translation>
        </message>
        <message>
            <source>Delete this quick reply?</source>
            <translation>删除这条快捷回复？</translation>
        </message>
        <message>
            <source>In a conversation type / and a few letters of its title, pinyin or shortcut to use it.</source>
            <translation>在会话里输入 / 和标题、拼音或快捷码的几个字母即可使用。</translation>
        </message>
        <message>
            <source>New category</source>
            <translation>新建分类</translation>
        </message>
        <message>
            <source>New quick reply</source>
            <translation>新建快捷回复</translation>
        </message>
        <message>
            <source>What is in “{0}” is kept and moves one level up.</source>
            <translation>「{0}」里的内容会保留，并上移一层。</translation>
        </message>
        <message>
            <source>“{0}” goes for everybody who sees it.</source>
            <translation>「{0}」将对所有能看到它的人删除。</translation>
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
        <name>Quoting</name>
        <message>
            <source>a message</source>
            <translation>一条消息</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n 个等待</numerusform>
            </translation>
        </message>
        <message>
            <source>Away: nothing new</source>
            <translation>离开：不接新会话</translation>
        </message>
        <message>
            <source>Busy: only my own conversations</source>
            <translation>忙碌：只处理我的会话</translation>
        </message>
        <message>
            <source>Online: takes new conversations</source>
            <translation>在线：接收新会话</translation>
        </message>
    </context>
    <context>
        <name>Reason</name>
        <message>
            <source>a colleague was answering</source>
            <translation>同事正在回复</translation>
        </message>
        <message>
            <source>all messages of this window were used</source>
            <translation>本次窗口的条数已用完</translation>
        </message>
        <message>
            <source>held back, because an earlier part of it failed</source>
            <translation>前面的部分失败，已暂停</translation>
        </message>
        <message>
            <source>the window had closed</source>
            <translation>窗口已关闭</translation>
        </message>
        <message>
            <source>the window will be closed by then</source>
            <translation>届时窗口已关闭</translation>
        </message>
    </context>
    <context>
        <name>Reasons</name>
        <message>
            <source>A colleague has taken this conversation already.</source>
            <translation>同事已经接手了这个会话。</translation>
        </message>
        <message>
            <source>A file that belongs to it did not reach the server.</source>
            <translation>所附文件没有传到服务器。</translation>
        </message>
        <message>
            <source>All messages of this window were used up.</source>
            <translation>本窗口的条数已用完。</translation>
        </message>
        <message>
            <source>It is gone, or no longer yours to see.</source>
            <translation>它已不存在，或您已无权查看。</translation>
        </message>
        <message>
            <source>It is larger than the server takes.</source>
            <translation>超过了服务器的大小限制。</translation>
        </message>
        <message>
            <source>It is on its way already.</source>
            <translation>已经在发送途中。</translation>
        </message>
        <message>
            <source>The colleague does not see this account.</source>
            <translation>这位同事看不到这个账号。</translation>
        </message>
        <message>
            <source>The server could not read it.</source>
            <translation>服务器无法识别。</translation>
        </message>
        <message>
            <source>The server is older than this program and does not know this yet.</source>
            <translation>服务器版本较旧，还不支持此内容。</translation>
        </message>
        <message>
            <source>The server knows another edit by this name.</source>
            <translation>服务器上已有同名的另一项修改。</translation>
        </message>
        <message>
            <source>This account or team is no longer yours.</source>
            <translation>这个账号或团队已不归您。</translation>
        </message>
        <message>
            <source>You may not change this.</source>
            <translation>您无权修改。</translation>
        </message>
    </context>
    <context>
        <name>RefusedView</name>
        <message>
            <source>Copy the text</source>
            <translation>复制文字</translation>
        </message>
        <message>
            <source>Delete this record</source>
            <translation>删除这条记录</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>The server did not accept this.</source>
            <translation>服务器没有接受。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>What you wrote</source>
            <translation>您写的内容</translation>
        </message>
    </context>
    <context>
        <name>ReplyContext</name>
        <message>
            <source>not known here: fill it in yourself</source>
            <translation>这里没有，请自行填写</translation>
        </message>
    </context>
    <context>
        <name>ReplyEditor</name>
        <message>
            <source>Category</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Changed by a colleague meanwhile: compare both</source>
            <translation>同事也改了这条：对比两份</translation>
        </message>
        <message>
            <source>Delete this quick reply</source>
            <translation>删除这条快捷回复</translation>
        </message>
        <message>
            <source>Earlier versions</source>
            <translation>历史版本</translation>
        </message>
        <message>
            <source>New quick reply</source>
            <translation>新建快捷回复</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>尚未保存</translation>
        </message>
        <message>
            <source>Quick reply</source>
            <translation>快捷回复</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Saved on this computer</source>
            <translation>已保存在本机</translation>
        </message>
        <message>
            <source>Shortcut after /</source>
            <translation>/ 快捷码</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>To be used, not to be changed: you work here as a partner</source>
            <translation>合作方账号只能使用，不能修改</translation>
        </message>
        <message>
            <source>What will be sent. {{称呼}} is filled in for each customer.</source>
            <translation>要发送的内容。{{称呼}} 会按每位客户填入。</translation>
        </message>
    </context>
    <context>
        <name>ReplyPane</name>
        <message>
            <source>Export all…</source>
            <translation>全部导出…</translation>
        </message>
        <message>
            <source>Import and export</source>
            <translation>导入与导出</translation>
        </message>
        <message>
            <source>Import from a table…</source>
            <translation>从表格导入…</translation>
        </message>
        <message>
            <source>New quick reply</source>
            <translation>新建快捷回复</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>这里还没有内容</translation>
        </message>
        <message>
            <source>Quick replies</source>
            <translation>快捷回复</translation>
        </message>
        <message>
            <source>The best {0}; write more to see others</source>
            <translation>只列出最匹配的 {0} 条，多输几个字可缩小范围</translation>
        </message>
        <message>
            <source>Try fewer letters, or the initials of the pinyin.</source>
            <translation>试试更少的字，或拼音首字母。</translation>
        </message>
        <message>
            <source>Words, pinyin or shortcut</source>
            <translation>搜索文字、拼音、快捷码</translation>
        </message>
        <message>
            <source>Write one with +, or bring a table in with the menu beside it.</source>
            <translation>点 + 新建一条，或用旁边的菜单导入表格。</translation>
        </message>
    </context>
    <context>
        <name>ReplyPopup</name>
        <message>
            <source>Ctrl+Enter sends</source>
            <translation>Ctrl+Enter 发送</translation>
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
    </context>
    <context>
        <name>ScheduleDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>In an hour · {0}</source>
            <translation>一小时后 · {0}</translation>
        </message>
        <message>
            <source>Send at a time</source>
            <translation>定时发送</translation>
        </message>
        <message>
            <source>Send then</source>
            <translation>到时发送</translation>
        </message>
        <message>
            <source>The window closes {0}: later it would certainly be refused</source>
            <translation>窗口将于 {0} 关闭，更晚发送必被拒绝</translation>
        </message>
        <message>
            <source>This time has passed already</source>
            <translation>这个时间已经过去</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>When is it to go out?</source>
            <translation>什么时候发出？</translation>
        </message>
    </context>
    <context>
        <name>Scopes</name>
        <message>
            <source>Company</source>
            <translation>公司</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>我的</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>团队</translation>
        </message>
        <message>
            <source>Team {0}</source>
            <translation>团队 {0}</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message>
            <source>Give to a colleague</source>
            <translation>转接给同事</translation>
        </message>
        <message>
            <source>Mark as unread</source>
            <translation>标为未读</translation>
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
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Resolve</source>
            <translation>标为已解决</translation>
        </message>
        <message>
            <source>Selected conversations</source>
            <translation>选中的会话</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>Star</source>
            <translation>加星标</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>打标签</translation>
        </message>
    </context>
    <context>
        <name>Sending</name>
        <message>
            <source>Copied. Paste it in WeChat; it is marked as sent here.</source>
            <translation>已复制。请到微信粘贴发送；这里已标记为已发。</translation>
        </message>
        <message>
            <source>It goes out {0}, and can be taken back until then</source>
            <translation>将于 {0} 发出，在此之前可以撤回</translation>
        </message>
        <message numerus="yes">
            <source>Send the %n remaining part(s)</source>
            <translation>
                <numerusform>发送剩余 %n 部分</numerusform>
            </translation>
        </message>
        <message>
            <source>Take it back ({0} s)</source>
            <translation>撤回（{0} 秒）</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message numerus="yes">
            <source>%n edit(s) have not been sent yet and would be lost.</source>
            <translation>
                <numerusform>有 %n 项修改尚未发出，将会丢失。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s) before a message leaves</source>
            <translation>
                <numerusform>消息发出前等待 %n 秒</numerusform>
            </translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Ctrl+Enter, Enter starts a new line</source>
            <translation>Ctrl+Enter 发送，Enter 换行</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Data on this computer</source>
            <translation>本机数据</translation>
        </message>
        <message>
            <source>Enter, Shift+Enter starts a new line</source>
            <translation>Enter 发送，Shift+Enter 换行</translation>
        </message>
        <message>
            <source>Everything of this account is taken off this computer. The server keeps it.</source>
            <translation>将从本机移除此账号的全部数据，服务器上仍保留。</translation>
        </message>
        <message>
            <source>Export the logs</source>
            <translation>导出日志</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Heliu is free software under the Apache License 2.0. It is built on:</source>
            <translation>合流是自由软件，以 Apache License 2.0 授权，基于：</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Log out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Log out?</source>
            <translation>退出登录？</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>None, messages leave at once</source>
            <translation>无，消息立即发出</translation>
        </message>
        <message>
            <source>Save a report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Send with</source>
            <translation>发送键</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>The server of this computer</source>
            <translation>本机服务</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Time to take back</source>
            <translation>撤回时间</translation>
        </message>
        <message>
            <source>Version {0}, Qt {1}</source>
            <translation>版本 {0}，Qt {1}</translation>
        </message>
        <message>
            <source>When something went wrong</source>
            <translation>遇到问题时</translation>
        </message>
    </context>
    <context>
        <name>Silence</name>
        <message>
            <source>Nothing was said yet</source>
            <translation>还没有消息</translation>
        </message>
        <message>
            <source>What either side writes first appears here.</source>
            <translation>双方的第一条消息会显示在这里。</translation>
        </message>
    </context>
    <context>
        <name>Skeleton</name>
        <message>
            <source>Being read</source>
            <translation>正在读取</translation>
        </message>
    </context>
    <context>
        <name>Snooze</name>
        <message>
            <source>For an hour</source>
            <translation>一小时后</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>Until another time …</source>
            <translation>其他时间…</translation>
        </message>
        <message>
            <source>Until next Monday, {0}</source>
            <translation>下周一 {0}</translation>
        </message>
        <message>
            <source>Until shortly before the window closes, {0}</source>
            <translation>窗口关闭前（{0}）</translation>
        </message>
        <message>
            <source>Until the customer writes</source>
            <translation>客户再次来信时</translation>
        </message>
        <message>
            <source>Until tomorrow, {0}</source>
            <translation>明天 {0}</translation>
        </message>
    </context>
    <context>
        <name>SnoozeDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>挂起</translation>
        </message>
        <message>
            <source>Snooze until</source>
            <translation>挂起到</translation>
        </message>
        <message>
            <source>This time has passed already</source>
            <translation>这个时间已经过去</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
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
            <translation>
                <numerusform>%n 处冲突待处理</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n refused</source>
            <translation>
                <numerusform>%n 项被拒绝</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting to be sent</source>
            <translation>
                <numerusform>%n 条待发送</numerusform>
            </translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation>正在同步</translation>
        </message>
        <message>
            <source>Connecting</source>
            <translation>正在连接</translation>
        </message>
        <message>
            <source>Log in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Logged out</source>
            <translation>登录已失效</translation>
        </message>
        <message>
            <source>Not syncing</source>
            <translation>同步已停止</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>在线</translation>
        </message>
        <message>
            <source>Take new conversations again</source>
            <translation>重新接收新会话</translation>
        </message>
        <message>
            <source>You are away: no new conversations</source>
            <translation>您已离开：不接新会话</translation>
        </message>
        <message>
            <source>You are busy: no new conversations</source>
            <translation>您在忙碌：不接新会话</translation>
        </message>
        <message>
            <source>last synced {0}</source>
            <translation>上次同步 {0}</translation>
        </message>
        <message>
            <source>server {0} ms</source>
            <translation>服务器 {0} ms</translation>
        </message>
        <message>
            <source>synced {0}</source>
            <translation>已同步 {0}</translation>
        </message>
        <message>
            <source>what you write is kept here and goes out later</source>
            <translation>您写的内容保存在本机，稍后发出</translation>
        </message>
    </context>
    <context>
        <name>StoreTrouble</name>
        <message>
            <source>Free some space and try again. What you wrote is kept.</source>
            <translation>请腾出空间后重试。您写的内容都还在。</translation>
        </message>
        <message>
            <source>Give yourself the right to write there and try again.</source>
            <translation>请为自己开通该文件夹的写入权限后重试。</translation>
        </message>
        <message>
            <source>Install the newest Heliu on this computer. Nothing was changed.</source>
            <translation>请在本机安装最新版合流。没有改动任何数据。</translation>
        </message>
        <message>
            <source>Keep it in a file</source>
            <translation>保存在文件里</translation>
        </message>
        <message>
            <source>Keep nothing</source>
            <translation>不保留</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Start over from the server</source>
            <translation>从服务器重新开始</translation>
        </message>
        <message>
            <source>The file is untouched. Unlock the keychain of this computer and try again, or start over: the old file is put aside and everything the server knows is fetched again. What was not sent yet stays in the old file, which only its key can open.</source>
            <translation>文件未被改动。请解锁本机的钥匙串后重试；或重新开始：旧文件另存，服务器上的一切重新取回。尚未发出的内容仍在旧文件里，只有它的密钥才能打开。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>What Heliu keeps here is encrypted, and the key belongs into the keychain of this computer. Unlock or install one and try again; or keep the key in a file that only you may read; or keep nothing after Heliu is closed.</source>
            <translation>合流在本机的数据是加密的，密钥应放在系统钥匙串里。请解锁或安装钥匙串后重试；也可以把密钥存为只有您能读的文件；或者退出后不保留任何数据。</translation>
        </message>
        <message>
            <source>You can start over: work that was not sent yet is rescued where it can be read, the damaged file is put aside, and everything the server knows is fetched again.</source>
            <translation>您可以重新开始：尚未发出的内容会尽量抢救，损坏的文件会另存，服务器上的内容会重新获取。</translation>
        </message>
    </context>
    <context>
        <name>Suggestions</name>
        <message>
            <source>Insert {0}</source>
            <translation>插入「{0}」</translation>
        </message>
        <message>
            <source>Suggested replies</source>
            <translation>建议回复</translation>
        </message>
    </context>
    <context>
        <name>Tables</name>
        <message numerus="yes">
            <source>%n quick replies taken in</source>
            <translation>
                <numerusform>已导入 %n 条快捷回复</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quick replies written</source>
            <translation>
                <numerusform>已导出 %n 条快捷回复</numerusform>
            </translation>
        </message>
        <message>
            <source>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)</source>
            <translation>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)</translation>
        </message>
        <message>
            <source>Export quick replies</source>
            <translation>导出快捷回复</translation>
        </message>
        <message>
            <source>Import quick replies</source>
            <translation>导入快捷回复</translation>
        </message>
        <message>
            <source>Tables (*.xlsx *.xls *.csv *.json)</source>
            <translation>表格 (*.xlsx *.xls *.csv *.json)</translation>
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
            <source>Add a tag ({0})</source>
            <translation>添加标签（{0}）</translation>
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
        <name>Talk</name>
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
        <name>TimelineView</name>
        <message numerus="yes">
            <source>%n new message(s) ↓</source>
            <translation>
                <numerusform>%n 条新消息 ↓</numerusform>
            </translation>
        </message>
        <message>
            <source>Fetching older messages…</source>
            <translation>正在获取更早的消息…</translation>
        </message>
        <message>
            <source>Go to the newest message</source>
            <translation>回到最新消息</translation>
        </message>
        <message>
            <source>Older messages, if any, come when the server can be reached.</source>
            <translation>更早的消息（如有）要等连上服务器后才能显示。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>Today</name>
        <message>
            <source>Reminder</source>
            <translation>提醒</translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <source>%n due today</source>
            <translation>
                <numerusform>今天到期 %n 项</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <translation>
                <numerusform>%n 项已逾期</numerusform>
            </translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Done: {0}</source>
            <translation>已完成：{0}</translation>
        </message>
        <message>
            <source>Due within a week</source>
            <translation>一周内到期</translation>
        </message>
        <message>
            <source>Nothing is due</source>
            <translation>没有到期的跟进</translation>
        </message>
        <message>
            <source>Open the conversation</source>
            <translation>打开会话</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今日</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>What is due</source>
            <translation>到期事项</translation>
        </message>
        <message>
            <source>Write a follow-up with a time beside a conversation ({0}), and it waits here.</source>
            <translation>在会话旁写下带时间的跟进（{0}），到时会出现在这里。</translation>
        </message>
    </context>
    <context>
        <name>Transfer</name>
        <message>
            <source>away</source>
            <translation>离开</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>忙碌</translation>
        </message>
        <message>
            <source>online</source>
            <translation>在线</translation>
        </message>
    </context>
    <context>
        <name>TransferDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Colleague: name, pinyin or initials</source>
            <translation>同事：姓名、拼音或首字母</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>同事</translation>
        </message>
        <message>
            <source>Comment for the colleague</source>
            <translation>给同事的留言</translation>
        </message>
        <message>
            <source>Nobody who sees the account is called so.
Try fewer letters.</source>
            <translation>能看到此账号的同事里没有叫这个名字的。
请少输几个字试试。</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>转接</translation>
        </message>
        <message>
            <source>Transfer to a colleague</source>
            <translation>转接给同事</translation>
        </message>
        <message>
            <source>What they should know. Ctrl+Enter transfers.</source>
            <translation>需要同事知道的情况。Ctrl+Enter 转接。</translation>
        </message>
        <message>
            <source>{0} and everything that was said goes to them; drafts stay yours.</source>
            <translation>{0}和全部聊天记录将转给同事，您的草稿仍归您。</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Heliu</source>
            <translation>合流</translation>
        </message>
        <message numerus="yes">
            <source>Heliu: %n unread</source>
            <translation>
                <numerusform>合流：%n 条未读</numerusform>
            </translation>
        </message>
        <message>
            <source>I am</source>
            <translation>我的状态</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>锁定</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Show Heliu</source>
            <translation>显示合流</translation>
        </message>
        <message>
            <source>Silence for an hour</source>
            <translation>静音一小时</translation>
        </message>
        <message>
            <source>Silent until {0}</source>
            <translation>静音至 {0}</translation>
        </message>
    </context>
    <context>
        <name>VariableButton</name>
        <message>
            <source>A blank to fill in</source>
            <translation>填空</translation>
        </message>
        <message>
            <source>A choice</source>
            <translation>选择</translation>
        </message>
        <message>
            <source>A day</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Insert a variable</source>
            <translation>插入变量</translation>
        </message>
        <message>
            <source>date</source>
            <translation>日期</translation>
        </message>
    </context>
    <context>
        <name>Variables</name>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Customer's name</source>
            <translation>客户名</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Greeting by time of day</source>
            <translation>按时段问候</translation>
        </message>
        <message>
            <source>Last digits of the phone</source>
            <translation>手机尾号</translation>
        </message>
        <message>
            <source>Last order</source>
            <translation>最近订单</translation>
        </message>
        <message>
            <source>My name</source>
            <translation>我的名字</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Salutation</source>
            <translation>称呼</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
    </context>
    <context>
        <name>Verbs</name>
        <message>
            <source>Give back to the queue</source>
            <translation>放回待接待队列</translation>
        </message>
        <message>
            <source>Give to a colleague …</source>
            <translation>转接给同事…</translation>
        </message>
        <message>
            <source>Make it mine</source>
            <translation>归我跟进</translation>
        </message>
        <message>
            <source>Make them mine</source>
            <translation>都归我跟进</translation>
        </message>
        <message>
            <source>Mark as pending</source>
            <translation>标为待处理</translation>
        </message>
        <message>
            <source>Mark as unread</source>
            <translation>标为未读</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>免打扰</translation>
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
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Resolve</source>
            <translation>标为已解决</translation>
        </message>
        <message>
            <source>Show or hide the customer card</source>
            <translation>显示或隐藏客户资料</translation>
        </message>
        <message>
            <source>Star</source>
            <translation>加星标</translation>
        </message>
        <message>
            <source>Tag …</source>
            <translation>打标签…</translation>
        </message>
        <message>
            <source>Take the star away</source>
            <translation>取消星标</translation>
        </message>
        <message>
            <source>Unmute</source>
            <translation>取消免打扰</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
    </context>
    <context>
        <name>Waiting</name>
        <message>
            <source>waits for {0}, answer due in {1}</source>
            <translation>已等 {0}，须在 {1}内答复</translation>
        </message>
        <message>
            <source>waits for {0}, answer late by {1}</source>
            <translation>已等 {0}，答复已晚 {1}</translation>
        </message>
        <message>
            <source>{0} d {1} h</source>
            <translation>{0} 天 {1} 小时</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} 小时 {1} 分</translation>
        </message>
        <message>
            <source>{0} min {1} s</source>
            <translation>{0} 分 {1} 秒</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} 秒</translation>
        </message>
    </context>
    <context>
        <name>Watch</name>
        <message numerus="yes">
            <source>%n customer(s) of yours wait</source>
            <translation>
                <numerusform>您有 %n 位客户在等</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer(s) wait for an answer too long</source>
            <translation>
                <numerusform>%n 位客户等待过久</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n edit(s) contradict a colleague's</source>
            <translation>
                <numerusform>%n 处修改与同事的冲突</numerusform>
            </translation>
        </message>
        <message>
            <source>Not sent: {0}</source>
            <translation>未发出：{0}</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>提醒</translation>
        </message>
        <message>
            <source>You are mentioned: {0}</source>
            <translation>有人提到您：{0}</translation>
        </message>
    </context>
    <context>
        <name>WayOut</name>
        <message>
            <source>Call them, or answer from another identity</source>
            <translation>打电话，或换一个身份回复</translation>
        </message>
        <message>
            <source>Change the words</source>
            <translation>请修改措辞</translation>
        </message>
        <message>
            <source>Choose an earlier time</source>
            <translation>选一个更早的时间</translation>
        </message>
        <message>
            <source>Look at their answer, or take over</source>
            <translation>查看同事的回复，或接手</translation>
        </message>
        <message>
            <source>Send it as another type</source>
            <translation>换一种消息类型发送</translation>
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
    <context>
        <name>WaysOut</name>
        <message>
            <source>Answer from “{0}”</source>
            <translation>改用「{0}」回复</translation>
        </message>
        <message>
            <source>Call {0}</source>
            <translation>拨打 {0}</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>归我跟进</translation>
        </message>
        <message>
            <source>Take the conversation over?</source>
            <translation>这个会话归您跟进？</translation>
        </message>
        <message>
            <source>Wait for the customer, call them, answer from another identity, or send a template or subscription message from the platform's back office.</source>
            <translation>可以等客户来信、打电话、换一个身份回复，或在平台后台发送模板消息/订阅消息。</translation>
        </message>
        <message>
            <source>Wait for the customer, call them, answer from another identity, or send the subscription message they agreed to in the mini program.</source>
            <translation>可以等客户来信、打电话、换一个身份回复，或发送客户在小程序里同意过的订阅消息。</translation>
        </message>
        <message>
            <source>Wait for the customer, call them, or answer from another identity.</source>
            <translation>可以等客户来信、打电话，或换一个身份回复。</translation>
        </message>
        <message>
            <source>{0} is writing an answer. Taking over is written down.</source>
            <translation>{0} 正在回复。接手会记入审计。</translation>
        </message>
    </context>
    <context>
        <name>WelcomeWindow</name>
        <message>
            <source>Heliu</source>
            <translation>合流</translation>
        </message>
    </context>
    <context>
        <name>WordPopup</name>
        <message>
            <source>What can be inserted</source>
            <translation>可插入的内容</translation>
        </message>
        <message>
            <source>Words that fit</source>
            <translation>匹配的内容</translation>
        </message>
    </context>
    <context>
        <name>Wordless</name>
        <message>
            <source>[Contact card]</source>
            <translation>[名片]</translation>
        </message>
        <message>
            <source>[File]</source>
            <translation>[文件]</translation>
        </message>
        <message>
            <source>[Link]</source>
            <translation>[链接]</translation>
        </message>
        <message>
            <source>[Location]</source>
            <translation>[位置]</translation>
        </message>
        <message>
            <source>[Message]</source>
            <translation>[消息]</translation>
        </message>
        <message>
            <source>[Mini program]</source>
            <translation>[小程序]</translation>
        </message>
        <message>
            <source>[Picture]</source>
            <translation>[图片]</translation>
        </message>
        <message>
            <source>[Video]</source>
            <translation>[视频]</translation>
        </message>
        <message>
            <source>[Voice]</source>
            <translation>[语音]</translation>
        </message>
    </context>
</TS>
